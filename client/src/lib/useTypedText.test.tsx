import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { act, cleanup, renderHook } from '@testing-library/react'
import { useTypedText } from './useTypedText.ts'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => {
  cleanup()
  jest.useRealTimers()
})

const pause = () => act(() => jest.advanceTimersByTime(200))
const setUp = () => {
  const sent: string[] = []
  const { result, rerender } = renderHook(({ value }) => useTypedText(value, (text) => void sent.push(text)), {
    initialProps: { value: '' },
  })
  return {
    sent,
    text: () => result.current.text,
    type: (text: string) => act(() => result.current.setText(text)),
    arrive: (value: string) => rerender({ value }),
  }
}

test('an address that arrives late does not replace what has been typed since', () => {
  const { sent, text, type, arrive } = setUp()
  type('la')
  pause()
  type('lam')
  arrive('la')
  expect(text()).toBe('lam')
  pause()
  type('lamp')
  pause()
  arrive('lam')
  expect(text()).toBe('lamp')
  arrive('lamp')
  pause()
  expect(text()).toBe('lamp')
  expect(sent).toEqual(['la', 'lam', 'lamp'])
})

test('Back and links change the text, and send nothing', () => {
  const { sent, text, type, arrive } = setUp()
  type('lamp')
  pause()
  arrive('lamp')
  arrive('refund')
  expect(text()).toBe('refund')
  arrive('lamp')
  expect(text()).toBe('lamp')
  pause()
  expect(sent).toEqual(['lamp'])
})

test('spaces at the ends are kept while typing, and not sent', () => {
  const { sent, text, type, arrive } = setUp()
  type('lamp ')
  pause()
  arrive('lamp')
  expect(text()).toBe('lamp ')
  pause()
  expect(sent).toEqual(['lamp'])
})
