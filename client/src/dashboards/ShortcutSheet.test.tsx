import { afterEach, expect, jest, test } from '@jest/globals'
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { agent, renderIn } from '../../test/render.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { resetShortcuts, useShortcutMap } from '../lib/shortcutMap.ts'
import { useShortcuts } from '../lib/shortcuts.ts'

afterEach(() => {
  cleanup()
  act(resetShortcuts)
  localStorage.clear()
})

const [claim, star, palette, latest, unclaimed] = [jest.fn(), jest.fn(), jest.fn(), jest.fn(), jest.fn()]
const all = [claim, star, palette, latest, unclaimed]
const Desk = () => {
  useShortcuts({ c: claim, s: star, '$mod+k': palette, 'Alt+ArrowDown': latest, 'g u': unclaimed })
  return null
}
/** How often each was done since it was last asked: claim, star, palette, latest, unclaimed. */
const done = () => all.map((one) => one.mock.calls.splice(0).length)

const open = () => {
  const view = renderIn(
    <>
      <Desk />
      <ShortcutSheet onClose={() => undefined} />
    </>,
    { viewer: agent },
  )
  /** Closes the sheet: single keys are off in dialogs. */
  return { user: userEvent.setup(), close: () => view.rerender(<Desk />) }
}
const keysOf = (action: string) =>
  screen.getByRole('button', { name: (name) => name.startsWith(`Change the keys of “${action}”`) })
const change = async (user: ReturnType<typeof userEvent.setup>, action: string, keys: string) => {
  await user.click(keysOf(action))
  await user.keyboard(keys)
}

test('an action gets other keys, and its former ones do nothing', async () => {
  const { user, close } = open()
  await user.click(screen.getByRole('button', { name: 'Change shortcuts' }))
  await change(user, 'Claim', 'z')
  expect(screen.getByRole('status').textContent).toBe('“Claim” is now z.')
  await change(user, 'Commands', '{Control>}j{/Control}')
  await change(user, 'Latest message', '{Alt>}l{/Alt}')
  await change(user, 'Unclaimed', 'gz')
  close()
  await user.keyboard('z{Control>}j{/Control}{Alt>}l{/Alt}gz')
  expect(done()).toEqual([1, 0, 1, 1, 1])
  await user.keyboard('c{Control>}k{/Control}{Alt>}{ArrowDown}{/Alt}gu')
  expect(done()).toEqual([0, 0, 0, 0, 0])
})

test('keys that another action has are refused, and which one is told', async () => {
  const { user } = open()
  await user.click(screen.getByRole('button', { name: 'Change shortcuts' }))
  await change(user, 'Claim', 's')
  expect(screen.getByRole('status').textContent).toBe(
    's is the shortcut of “Star”. Choose other keys, or change that one first.',
  )
  await change(user, 'Star', 'z')
  await change(user, 'Claim', 's')
  expect(useShortcutMap.getState().keys).toEqual({ s: 'z', c: 's' })
})

test('keys that the browser or the page needs are refused; Escape leaves all as it was', async () => {
  const { user } = open()
  await user.click(screen.getByRole('button', { name: 'Change shortcuts' }))
  for (const keys of ['{Control>}c{/Control}', '{ArrowDown}', '{Enter}']) {
    await change(user, 'Claim', keys)
    expect(screen.getByRole('status').textContent).toMatch(/is needed by the browser or by the page/)
  }
  await change(user, 'Claim', '{Escape}')
  expect(useShortcutMap.getState().keys).toEqual({})
})

test('an action is turned off by itself, and back by its reset', async () => {
  const { user, close } = open()
  await user.click(screen.getByRole('button', { name: 'Change shortcuts' }))
  await user.click(screen.getByRole('button', { name: 'Turn off “Claim”' }))
  expect(keysOf('Claim').textContent).toMatch(/ Off$/)
  await user.click(screen.getByRole('button', { name: 'Turn off “Star”' }))
  await user.click(screen.getByRole('button', { name: 'Reset “Star”' }))
  close()
  await user.keyboard('cs')
  expect(done()).toEqual([0, 1, 0, 0, 0])
})

test('single keys are off as a whole, and those with Ctrl or Alt still work', async () => {
  const { user, close } = open()
  await user.click(screen.getByRole('checkbox', { name: 'Shortcuts of a single key' }))
  close()
  await user.keyboard('csgu{Control>}k{/Control}{Alt>}{ArrowDown}{/Alt}')
  expect(done()).toEqual([0, 0, 1, 1, 0])
  act(resetShortcuts)
  await user.keyboard('csgu')
  expect(done()).toEqual([1, 1, 0, 0, 1])
})

test('they are remembered on this device', () => {
  act(() => useShortcutMap.setState({ singleOff: true, keys: { c: 'z', s: null } }))
  expect(JSON.parse(localStorage.getItem('parley.shortcuts')!)).toEqual({ singleOff: true, keys: { c: 'z', s: null } })
})
