import './indexedDb.fixture.ts'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { agent, buyer, renderIn } from '../../test/render.tsx'
import { until } from '../../test/time.ts'
import { ada, bea, FakeDesk, longLog, said } from './fakeDesk.fixture.ts'
import { changeChatSettings } from './chatSettings.ts'
import { openOutboxStore } from './outboxStore.ts'

jest.unstable_mockModule('./useLinkedMessage.ts', () => ({ useLinkedMessage: () => undefined }))
const { Thread } = await import('./Thread.tsx')

// Everything here arrives by itself, later: the library waits for it, React must not ask for `act` around it.
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false, Response: class {} })
  // jsdom lays nothing out: everything is at the top of a tall box.
  jest
    .spyOn(Element.prototype, 'getBoundingClientRect')
    .mockReturnValue({ x: 0, y: 0, top: 0, left: 0, bottom: 900, right: 600, width: 600, height: 900 } as DOMRect)
  jest.spyOn(document, 'hasFocus').mockReturnValue(true)
})
afterEach(async () => {
  cleanup()
  jest.useRealTimers()
  localStorage.clear()
  jest.restoreAllMocks()
  const store = openOutboxStore()
  for (const item of await store.all()) await store.remove(item.clientId)
})

const show = async (desk: FakeDesk, viewer = buyer) => {
  renderIn(<Thread ticketId="t1" />, { viewer, client: desk.client })
  await screen.findByRole('textbox')
  return userEvent.setup({ delay: null })
}
/** For what depends on the clock: it stands still, and `pass` moves it on. */
const stopClock = () => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] })
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms))
const bubbles = () => screen.queryAllByRole('article')

test('shows what was said and what happened, and what comes live', async () => {
  const desk = new FakeDesk([
    said(1, bea),
    {
      __typename: 'StatusEntry',
      id: 's',
      seq: 2,
      at: '2026-11-20T11:00:00Z',
      actor: ada,
      statusFrom: 'OPEN',
      statusTo: 'CLOSED',
    },
  ])
  await show(desk)
  expect(await screen.findByText('Message 1')).toBeTruthy()
  expect(screen.getByText(/Ada Agent closed this ticket/)).toBeTruthy()
  act(() => desk.log(said(3, ada, { body: 'A live one' })))
  expect(await screen.findByText('A live one')).toBeTruthy()
  expect(within(bubbles().at(-1)!).getByText('Agent')).toBeTruthy()
})

test('a message is painted at once and stays one bubble when it comes back', async () => {
  const desk = new FakeDesk([said(1)])
  const user = await show(desk)
  await screen.findByText('Message 1')
  await user.type(screen.getByRole('textbox'), 'hello{Enter}')
  const bubble = screen.getByText('hello').closest('[data-row]')
  expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('')
  await waitFor(() => expect(desk.entries.length).toBe(2))
  await waitFor(() => expect(bubble?.getAttribute('data-seq')).toBe('2'))
  expect(screen.getAllByText('hello').length).toBe(1)
  expect(bubble?.isConnected).toBe(true)
})

test('a refused message keeps its text and can be mended', async () => {
  const desk = new FakeDesk([said(1)])
  desk.refuse = { code: 'VALIDATION', message: 'Not like this.' }
  const user = await show(desk)
  await screen.findByText('Message 1')
  await user.type(screen.getByRole('textbox'), 'bad{Enter}')
  await screen.findByText(/Not like this/)
  desk.refuse = undefined
  await user.click(screen.getByRole('button', { name: 'Edit' }))
  const editor = screen.getByRole('textbox', { name: 'Edit message' })
  await user.clear(editor)
  await user.type(editor, 'good')
  await user.click(within(editor.parentElement!).getByRole('button', { name: 'Send' }))
  await waitFor(() => expect(desk.entries.at(-1)).toMatchObject({ message: { body: 'good' } }))
  await waitFor(() => expect(screen.queryByText(/Not like this/)).toBeNull())
})

/** Opens the editor of a message of one's own. */
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

test('editing: Enter saves as it sends in the composer, Shift+Enter starts a line', async () => {
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
  // Typed into the box itself: the focus comes a moment after the menu has closed.
  ['Esc', (user: ReturnType<typeof userEvent.setup>) => user.type(editor()!, '{Escape}')],
  [
    'Cancel',
    (user: ReturnType<typeof userEvent.setup>) =>
      user.click(within(editor()!.parentElement!).getByRole('button', { name: 'Cancel' })),
  ],
])('editing: %s closes what is unchanged, and asks before it discards what was typed', async (_how, leave) => {
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

test('editing: what was typed outlives a reload, a change from elsewhere, and a deletion', async () => {
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk)
  await screen.findByText('Message 1')
  await user.type(await startEditing(user), '!')
  window.dispatchEvent(new Event('pagehide'))
  cleanup()
  renderIn(<Thread ticketId="t1" />, { viewer: buyer, client: desk.client })
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

test('editing: a refused change stays open with its text', async () => {
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

test('Enter while an input method composes sends nothing; Shift+Enter starts a line', async () => {
  const desk = new FakeDesk([said(1)])
  const user = await show(desk)
  const box = screen.getByRole('textbox')
  await user.type(box, 'に')
  fireEvent.keyDown(box, { key: 'Enter', isComposing: true })
  fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 })
  expect(desk.count('Reply')).toBe(0)
  await user.type(box, '{Shift>}{Enter}{/Shift}b')
  expect((box as HTMLTextAreaElement).value).toBe('に\nb')
})

test('reply and note keep their own drafts, and the mode changes only by hand', async () => {
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk, agent)
  await user.type(screen.getByRole('textbox'), 'to the customer')
  await user.click(screen.getByRole('button', { name: 'Internal note' }))
  expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('')
  await user.type(screen.getByRole('textbox'), 'among us')
  await user.click(screen.getByRole('button', { name: 'Add note' }))
  await waitFor(() => expect(desk.last('Reply')).toMatchObject({ input: { body: 'among us', audience: 'STAFF' } }))
  expect(screen.getByRole('button', { name: 'Internal note' }).getAttribute('aria-pressed')).toBe('true')
  await user.click(screen.getByRole('button', { name: /^Reply/ }))
  expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('to the customer')
})

test('requesters cannot write notes', async () => {
  await show(new FakeDesk([said(1)]))
  expect(screen.queryByRole('button', { name: 'Internal note' })).toBeNull()
})

test('a text that is too long cannot be sent', async () => {
  await show(new FakeDesk([said(1)]))
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'x'.repeat(20_001) } })
  expect(screen.getByRole('alert').textContent).toBe('1 character too long')
  expect(screen.getByRole('button', { name: 'Send' }).hasAttribute('disabled')).toBe(true)
})

test('the divider stands above the first unread message, and reading is told after a second', async () => {
  stopClock()
  const desk = new FakeDesk([said(1), said(2), said(3)])
  desk.readSeq = 1
  await show(desk)
  const line = await screen.findByText('New')
  expect(line.compareDocumentPosition(screen.getByText('Message 1')) & Node.DOCUMENT_POSITION_PRECEDING).toBeTruthy()
  expect(line.compareDocumentPosition(screen.getByText('Message 2')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  await pass(900)
  expect(desk.count('MarkRead')).toBe(0)
  await pass(1_000)
  expect(desk.last('MarkRead')).toMatchObject({ input: { seq: 3 } })
  expect(screen.getByText('New')).toBeTruthy()
})

test('nothing is read while the window is not in front', async () => {
  stopClock()
  jest.spyOn(document, 'hasFocus').mockReturnValue(false)
  const desk = new FakeDesk([said(1)])
  await show(desk)
  await screen.findByText('Message 1')
  await pass(60_000)
  expect(desk.count('MarkRead')).toBe(0)
})

test('news are announced politely, together, at most once in two seconds', async () => {
  stopClock()
  const desk = new FakeDesk([said(1)])
  desk.readSeq = 1
  await show(desk)
  await screen.findByText('Message 1')
  const region = document.querySelector('[aria-live=polite]')!
  act(() => desk.log(said(2, ada, { body: 'first news' })))
  await pass(100)
  expect(region.textContent).toBe('Ada Agent: first news')
  act(() => desk.log(said(3)))
  act(() => desk.log(said(4)))
  await pass(1_800)
  expect(region.textContent).toBe('Ada Agent: first news')
  await pass(200)
  expect(region.textContent).toBe('2 new messages')
})

test('a message that came by email says so, with a link to the original for those who may read it', async () => {
  const desk = new FakeDesk([
    said(1, ada, { viaEmail: true, originalMailUrl: '/api/mail/1.eml' }),
    said(2, ada, { viaEmail: true }),
  ])
  desk.readSeq = 2
  await show(desk)
  expect(await screen.findAllByText('via email', { exact: false })).toHaveLength(2)
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/api/mail/1.eml'])
})

test('deleted and edited messages leave a trace, huge ones are folded', async () => {
  const desk = new FakeDesk([
    said(1, ada, { body: null, deletedAt: '2026-11-20T12:00:00Z' }),
    said(2, ada, { editedAt: '2026-11-20T12:00:00Z' }),
    said(3, ada, { body: `start ${'x '.repeat(3_000)} the very end` }),
  ])
  desk.readSeq = 3
  const user = await show(desk)
  expect(await screen.findByText('This message was deleted')).toBeTruthy()
  expect(screen.getByText('edited')).toBeTruthy()
  expect(screen.queryByText(/the very end/)).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Show all' }))
  expect(screen.getByText(/the very end/)).toBeTruthy()
})

test('an admin deletes a message, after seeing which; agents cannot', async () => {
  const desk = new FakeDesk([said(1, bea, { body: 'My card is 4111' })])
  const admin = { ...agent, id: 'u9', role: 'ADMIN' as const }
  const user = await show(desk, admin)
  await user.click(await screen.findByRole('button', { name: /^Actions/ }))
  await user.click(screen.getByRole('menuitem', { name: 'Delete message' }))
  const dialog = await screen.findByRole('dialog', { name: 'Delete this message?' })
  expect(within(dialog).getByText('My card is 4111')).toBeTruthy()
  expect(within(dialog).getByText(/^The message Bea Buyer sent/)).toBeTruthy()
  await user.click(within(dialog).getByRole('button', { name: 'Delete message' }))
  expect(await screen.findByText('This message was deleted')).toBeTruthy()
  expect(screen.queryByText('My card is 4111')).toBeNull()
  cleanup()

  const asAgent = await show(new FakeDesk([said(1, bea)]), agent)
  await asAgent.click(await screen.findByRole('button', { name: /^Actions/ }))
  expect(screen.queryByRole('menuitem', { name: 'Delete message' })).toBeNull()
})

test('a long conversation has a bounded part of it in the document', async () => {
  const desk = new FakeDesk(longLog(1_000))
  desk.readSeq = 1_000
  await show(desk)
  await screen.findByText('Message 1000')
  // The page before the last is in the document as well.
  await until(() => bubbles().length > 50)
  expect(bubbles().length).toBeLessThanOrEqual(300)
})

test('a failure says so, with a way to try again', async () => {
  const desk = new FakeDesk([said(1)])
  desk.isDown = true
  renderIn(<Thread ticketId="t1" />, { client: desk.client })
  await screen.findByText('The conversation couldn’t be loaded.')
  desk.isDown = false
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Message 1')).toBeTruthy()
})

test('who types is told under the conversation, never oneself, and only while they do', async () => {
  const desk = new FakeDesk([said(1)])
  await show(desk)
  act(() => desk.present(ada, { typing: true }))
  act(() => desk.present(bea, { typing: true }))
  expect(await screen.findByText('Ada Agent is typing…')).toBeTruthy()
  act(() => desk.present({ id: 'u3', name: 'Ben', role: 'AGENT' }, { typing: true }))
  expect(await screen.findByText('Ada Agent and Ben are typing…')).toBeTruthy()
  act(() => desk.present(ada, { typing: false }))
  expect(await screen.findByText('Ben is typing…')).toBeTruthy()
})

test('typing is said once for many keys, to staff alone while a note is written, and ends with sending', async () => {
  stopClock()
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk, agent)
  const told = () => desk.asked.filter(({ name }) => name === 'SetTyping').map(({ variables }) => variables['input'])
  await user.type(screen.getByRole('textbox'), 'hello there{Enter}')
  expect(told()).toEqual([
    { ticketId: 't1', typing: true, audience: 'PARTICIPANTS' },
    { ticketId: 't1', typing: false, audience: 'PARTICIPANTS' },
  ])
  await user.click(screen.getByRole('button', { name: 'Internal note' }))
  await user.type(screen.getByRole('textbox'), 'among us')
  expect(told().slice(2)).toEqual([{ ticketId: 't1', typing: true, audience: 'STAFF' }])
})

test('whoever was answered meanwhile is asked before sending, and keeps the draft', async () => {
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk)
  await screen.findByText('Message 1')
  await user.type(screen.getByRole('textbox'), 'my answer')
  act(() => desk.log(said(2, ada)))
  await screen.findByText('Message 2')
  await user.keyboard('{Enter}')
  expect(await screen.findByText('Ada Agent replied while you were writing.')).toBeTruthy()
  expect(document.activeElement?.textContent).toBe('View')
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('my answer')
  expect(document.activeElement).toBe(screen.getByRole('textbox'))
  expect(desk.count('Reply')).toBe(0)
  await user.keyboard('{Enter}')
  await user.click(await screen.findByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(desk.last('Reply')).toMatchObject({ input: { body: 'my answer' } }))
})

test('an answer that was read, or came before one began to write, is no reason to ask', async () => {
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk)
  await screen.findByText('Message 1')
  await user.type(screen.getByRole('textbox'), 'my answer')
  act(() => desk.log(said(2, ada)))
  await waitFor(() => expect(desk.last('MarkRead')).toMatchObject({ input: { seq: 2 } }))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(desk.count('Reply')).toBe(1))
  act(() => desk.log(said(4, ada)))
  await screen.findByText('Message 4')
  await user.type(screen.getByRole('textbox'), 'another{Enter}')
  await waitFor(() => expect(desk.count('Reply')).toBe(2))
})
