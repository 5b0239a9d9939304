import { expect, test } from '@jest/globals'
import { groupHits, inOrder } from './groups.ts'
import { hit } from './hits.fixture.ts'

test('hits of one ticket that follow each other are a group, also across pages', () => {
  const groups = groupHits([hit(1, 'a'), hit(1, 'b'), hit(2, 'c'), hit(1, 'd')])
  expect(groups.map(({ ticket, others }) => [ticket.number, ...others.map(({ index }) => index)])).toEqual([
    ['TC-1', 0, 1],
    ['TC-2', 2],
    ['TC-1', 3],
  ])
  expect(new Set(groups.map(({ key }) => key)).size).toBe(3)
})

test('a hit in the subject is the heading and comes first', () => {
  const found = [hit(2, 'c'), hit(1, 'a'), hit(1), hit(1, undefined, 'tag \u0002lamp\u0003')]
  const groups = groupHits(found)
  expect(groups[1]!.title).toEqual({ hit: found[2], index: 1, subject: '\u0002Lamp\u0003 1', rest: '' })
  expect(groups[1]!.others.map(({ index }) => index)).toEqual([2, 3])
  expect(inOrder(groups)).toEqual([found[0], found[2], found[1], found[3]])
})

test('what matched beside the subject is shown with it', () => {
  const [group] = groupHits([hit(1, undefined, 'Lamp 1 · #\u0002refund\u0003')])
  expect(group!.title).toMatchObject({ subject: 'Lamp 1', rest: '#\u0002refund\u0003' })
  expect(groupHits([hit(1, undefined, 'Lamp 1000')])[0]!.title).toBeUndefined()
  expect(groupHits([hit(1, 'a', 'Lamp 1')])[0]!.title).toBeUndefined()
})
