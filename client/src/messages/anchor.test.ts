import { expect, test } from '@jest/globals'
import { chooseAnchor, distanceFromEnd, scrollTopFor } from './anchor.ts'

/** A scrolled box of 500 px with rows of these heights. */
const boxOver = (rows: [key: string, height: number][], scrollTop: number) => {
  const tops = new Map<string, number>()
  let height = 0
  const places = rows.map(([key, h]) => {
    const top = height - scrollTop
    height += h
    tops.set(key, top)
    return { key, top, bottom: top + h }
  })
  return {
    place: { scrollTop, scrollHeight: height, clientHeight: 500 },
    places,
    topOf: (key: string) => tops.get(key) ?? null,
  }
}
const many = (from: number, to: number, height = 60): [string, number][] =>
  Array.from({ length: to - from }, (_, i) => [`r${from + i}`, height + ((from + i) % 7) * 3.3])

test('follows the end within 80 px of it', () => {
  const rows = many(0, 50)
  const end = boxOver(rows, 0).place.scrollHeight - 500
  const near = boxOver(rows, end - 80)
  expect(chooseAnchor(near.place, near.places, true)).toEqual({ kind: 'end' })
  const far = boxOver(rows, end - 81)
  expect(chooseAnchor(far.place, far.places, true)).toMatchObject({ kind: 'row' })
  expect(chooseAnchor(near.place, near.places, false)).toMatchObject({ kind: 'row' })
})

test('pages added above move nothing', () => {
  let rows = many(1_000, 1_100)
  let box = boxOver(rows, 120.5)
  const anchor = chooseAnchor(box.place, box.places, true)!
  if (anchor.kind !== 'row') throw new Error('at the end?')
  for (let from = 950; from >= 0; from -= 50) {
    rows = [...many(from, from + 50), ...rows]
    box = boxOver(rows, box.place.scrollTop)
    const scrollTop = scrollTopFor(anchor, box.place, box.topOf)!
    box = boxOver(rows, scrollTop)
    expect(Math.abs(box.topOf(anchor.key)! - anchor.offset)).toBeLessThan(0.001)
  }
})

test('rows removed or growing above move nothing', () => {
  const rows = many(0, 100)
  let box = boxOver(rows, 4_000)
  const anchor = chooseAnchor(box.place, box.places, true)!
  if (anchor.kind !== 'row') throw new Error('at the end?')
  for (const changed of [
    rows.slice(30),
    rows.map(([key, height], i): [string, number] => [key, i < 20 ? height + 40 : height]),
  ]) {
    box = boxOver(changed, 4_000)
    box = boxOver(changed, scrollTopFor(anchor, box.place, box.topOf)!)
    expect(box.topOf(anchor.key)).toBeCloseTo(anchor.offset)
  }
})

test('stays at the end when rows are added, and does nothing if it is there', () => {
  const box = boxOver(many(0, 20), 0)
  const scrollTop = scrollTopFor({ kind: 'end' }, box.place, box.topOf)!
  const there = boxOver(many(0, 20), scrollTop)
  expect(distanceFromEnd(there.place)).toBeCloseTo(0)
  expect(scrollTopFor({ kind: 'end' }, there.place, there.topOf)).toBeNull()
})

test('a removed anchor moves nothing', () => {
  const box = boxOver(many(0, 20), 100)
  expect(scrollTopFor({ kind: 'row', key: 'gone', offset: 0 }, box.place, box.topOf)).toBeNull()
  expect(chooseAnchor(boxOver([], 0).place, [], false)).toBeNull()
})
