import { expect, jest, test } from '@jest/globals'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useShortcuts } from './shortcuts.ts'

const Keys = ({ bindings }: { bindings: Record<string, () => void> }) => {
  useShortcuts(bindings)
  return <input aria-label="text" />
}

test('the second key of a pair does not trigger its own shortcut, in either order of binding', async () => {
  const [star, starred] = [jest.fn(), jest.fn()]
  render(
    <>
      <Keys bindings={{ s: star }} />
      <Keys bindings={{ 'g s': starred }} />
    </>,
  )
  await userEvent.keyboard('gs')
  expect([star.mock.calls.length, starred.mock.calls.length]).toEqual([0, 1])
  await userEvent.keyboard('s')
  expect([star.mock.calls.length, starred.mock.calls.length]).toEqual([1, 1])
})

test('single keys and pairs are off while typing', async () => {
  const [star, starred] = [jest.fn(), jest.fn()]
  const { getByLabelText } = render(<Keys bindings={{ s: star, 'g s': starred }} />)
  await userEvent.type(getByLabelText('text'), 'gss')
  expect([star.mock.calls.length, starred.mock.calls.length]).toEqual([0, 0])
})

test('Ctrl+Z belongs to a focused field; Ctrl+K works there', async () => {
  const [undo, palette] = [jest.fn(), jest.fn()]
  const { getByLabelText } = render(<Keys bindings={{ '$mod+z': undo, '$mod+k': palette }} />)
  await userEvent.type(getByLabelText('text'), '{Control>}zk{/Control}')
  expect([undo.mock.calls.length, palette.mock.calls.length]).toEqual([0, 1])
})

test('a key that is held down acts once, except movement keys', async () => {
  const [resolve, next] = [jest.fn(), jest.fn()]
  render(<Keys bindings={{ e: resolve, j: next }} />)
  await userEvent.keyboard('{e>3/}{j>3/}')
  expect([resolve.mock.calls.length, next.mock.calls.length]).toEqual([1, 3])
})
