import { expect, jest, test } from '@jest/globals'
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import type userEvent from '@testing-library/user-event'
import { until } from '../../test/time.ts'
import { changeChatSettings } from '../lib/chatSettings.ts'
import { ada, bea, FakeDesk, said } from './fakeDesk.fixture.ts'
import { renderThread, show } from './thread.fixture.tsx'

/** Opens the editor of the viewer's last message. */
const startEditing = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(screen.getAllByRole('button', { name: /^Actions for the message/ }).at(-1)!)
  await user.click(screen.getByRole('menuitem', { name: 'Edit' }))
  return screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' })
}
const editor = () => screen.queryByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' })

const discard = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(within(editor()!.parentElement!).getByRole('button', { name: 'Cancel' }))
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Discard' }))
}

test('saves an edit on Enter as the composer sends, and starts a new line on Shift+Enter', async () => {
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk)
  await screen.findByText('Message 1')
  await user.type(await startEditing(user), ' and{Shift>}{Enter}{/Shift}more{Enter}')
  await waitFor(() => expect(desk.last('EditMessage')).toMatchObject({ input: { body: 'Message 1 and\nmore' } }))
  await waitFor(() => expect(editor()).toBeNull())
  expect(localStorage.length).toBe(0)

  changeChatSettings({ enterSends: false })
  await user.type(await startEditing(user), '{Enter}!')
  expect(editor()?.value).toBe('Message 1 and\nmore\n!')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(desk.count('EditMessage')).toBe(2))
  changeChatSettings({ enterSends: null })
})

test.each([
  // Typed into the box itself, because the focus moves there only after the menu has closed.
  ['Esc', (user: ReturnType<typeof userEvent.setup>) => user.type(editor()!, '{Escape}')],
  [
    'Cancel',
    (user: ReturnType<typeof userEvent.setup>) =>
      user.click(within(editor()!.parentElement!).getByRole('button', { name: 'Cancel' })),
  ],
])('closes an unchanged edit on %s, and asks before discarding a changed one', async (_how, leave) => {
  const user = await show(new FakeDesk([said(1, bea)]))
  await screen.findByText('Message 1')
  await startEditing(user)
  await leave(user)
  expect(editor()).toBeNull()
  await user.type(await startEditing(user), '!')
  await leave(user)
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Keep editing' }))
  expect(editor()?.value).toBe('Message 1!')
  await leave(user)
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Discard' }))
  expect(editor()).toBeNull()
  expect((await startEditing(user)).value).toBe('Message 1')
})

test('keeps the edited text through a reload, another change and a deletion', async () => {
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk)
  await screen.findByText('Message 1')
  await user.type(await startEditing(user), '!')
  window.dispatchEvent(new Event('pagehide'))
  cleanup()
  renderThread(desk)
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' })).value).toBe('Message 1!')
  const { message } = said(1, bea)
  act(() => desk.deliver({ changedMessage: { ...message, body: 'Changed elsewhere' } }))
  act(() => desk.log(said(2, ada)))
  await screen.findByText('Message 2')
  expect(editor()?.value).toBe('Message 1!')
  act(() => desk.deliver({ changedMessage: { ...message, body: null, deletedAt: new Date().toISOString() } }))
  expect(await screen.findByText(/was deleted while you were editing/)).toBeTruthy()
  expect(editor()?.value).toBe('Message 1!')
  const save = within(editor()!.parentElement!).getByRole<HTMLButtonElement>('button', { name: 'Save' })
  expect(save.disabled).toBe(true)
  await discard(user)
})

test('keeps a rejected edit open with its text', async () => {
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk)
  await screen.findByText('Message 1')
  const box = await startEditing(user)
  desk.isDown = true
  await user.type(box, '!{Enter}')
  expect(await screen.findByText(/couldn’t be saved/)).toBeTruthy()
  expect(editor()?.value).toBe('Message 1!')
  await discard(user)
})

test('with undo on, what was sent can be taken back into an editor, and is sent as edited', async () => {
  changeChatSettings({ undoSend: true })
  try {
    // Time stands still, so that the test is in time on any machine.
    jest.useFakeTimers({
      now: Date.now(),
      doNotFake: [
        'setTimeout',
        'setInterval',
        'clearTimeout',
        'clearInterval',
        'queueMicrotask',
        'nextTick',
        'setImmediate',
        'clearImmediate',
        'requestAnimationFrame',
        'cancelAnimationFrame',
        'performance',
      ],
    })
    const desk = new FakeDesk([])
    const user = await show(desk)
    await user.type(screen.getByRole('textbox'), 'Helo{Enter}')
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    const undone = await screen.findByRole('textbox', { name: 'Edit message' })
    expect(undone).toHaveProperty('value', 'Helo')
    expect(desk.asked.map(({ name }) => name)).not.toContain('Reply')
    await user.clear(undone)
    await user.type(undone, 'Hello{Enter}')
    await until(() => desk.asked.some(({ name, variables }) => name === 'Reply' && variables['input'].body === 'Hello'))
  } finally {
    changeChatSettings({ undoSend: false })
  }
})
