import { afterEach, expect, jest, test } from '@jest/globals'
import { act, cleanup, fireEvent, render, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { create } from 'zustand'
import { bufferKeysUntilFocus } from './keyBuffer.ts'
import { useShortcuts } from './shortcuts.ts'

const resolve = jest.fn()
const closed = jest.fn()

const useShown = create(() => ({ isShown: false }))
const show = () => useShown.setState({ isShown: true })

/** A page where `t` opens a dialog with a field, which is rendered when `show` is called. */
const Page = ({ hold = true, type = 'text' }) => {
  const { isShown } = useShown()
  const [text, setText] = useState('')
  useShortcuts({ t: () => hold && bufferKeysUntilFocus('dialog field'), e: resolve, Escape: closed })
  return isShown ? (
    <div role="dialog">
      <input type={type} aria-label="tag" autoFocus value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  ) : null
}

const press = (...keys: string[]) => {
  for (const key of keys) {
    const target = document.activeElement ?? document.body
    const isFree = fireEvent.keyDown(target, { key, code: `Key${key.toUpperCase()}` })
    // What a browser does with a letter in a field unless prevented.
    if (isFree && target instanceof HTMLInputElement && key.length === 1)
      fireEvent.input(target, { target: { value: target.value + key } })
  }
}

afterEach(() => {
  cleanup()
  useShown.setState({ isShown: false })
  jest.clearAllMocks()
})

test('keys typed before the field has the focus are inserted in order, and trigger no shortcut', async () => {
  const { getByLabelText } = render(<Page />)
  press('t', 'd', 'e', 'f')
  act(() => show())
  press('e', 'c', 't')
  await waitFor(() => expect((getByLabelText('tag') as HTMLInputElement).value).toBe('defect'))
  expect(resolve).not.toHaveBeenCalled()
  press('s')
  expect((getByLabelText('tag') as HTMLInputElement).value).toBe('defects')
})

test('Ctrl+K while keys are buffered is not lost', async () => {
  const opened = jest.fn()
  const Commands = () => {
    useShortcuts({ '$mod+k': opened })
    return <Page />
  }
  const { getByLabelText } = render(<Commands />)
  press('t', 'd')
  fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true })
  expect(opened).not.toHaveBeenCalled()
  act(() => show())
  await waitFor(() => expect(opened).toHaveBeenCalledTimes(1))
  expect((getByLabelText('tag') as HTMLInputElement).value).toBe('d')
})

test('control: without the buffer, the keys trigger shortcuts and are lost', () => {
  const { getByLabelText } = render(<Page hold={false} />)
  press('t', 'd', 'e', 'f')
  act(() => show())
  press('e', 'c', 't')
  expect((getByLabelText('tag') as HTMLInputElement).value).toBe('ect')
  expect(resolve).toHaveBeenCalledTimes(1)
})

test('Backspace deletes buffered text', async () => {
  const { getByLabelText } = render(<Page />)
  press('t', 'x', 'Backspace', 'e')
  act(() => show())
  await waitFor(() => expect((getByLabelText('tag') as HTMLInputElement).value).toBe('e'))
})

test('a buffered Space toggles a checkbox, which takes no text', async () => {
  const { getByLabelText } = render(<Page type="checkbox" />)
  press('t', ' ')
  act(() => show())
  await waitFor(() => expect((getByLabelText('tag') as HTMLInputElement).checked).toBe(true))
})

test('Escape and a click cancel: buffered keys are dropped, and shortcuts work again', async () => {
  render(<Page />)
  press('t', 'e', 'Escape')
  await act(async () => undefined)
  press('e')
  expect(resolve).toHaveBeenCalledTimes(1)
  press('t', 'e')
  fireEvent.pointerDown(document.body)
  await act(async () => undefined)
  press('e')
  expect(resolve).toHaveBeenCalledTimes(2)
})
