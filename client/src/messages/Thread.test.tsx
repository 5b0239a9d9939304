import { expect, jest, test } from '@jest/globals'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { agent } from '../../test/render.tsx'
import { until } from '../../test/time.ts'
import { ada, bea, FakeDesk, longLog, said } from './fakeDesk.fixture.ts'
import { pass, renderThread, show, stopClock } from './thread.fixture.tsx'

const bubbles = () => screen.queryAllByRole('article')

test('shows messages and events, and those that arrive live', async () => {
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

test('shows a sent message at once, and keeps its bubble when the server returns it', async () => {
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

test('keeps the text of a rejected message and lets the user correct it', async () => {
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

test('does not send on Enter during composition; Shift+Enter starts a new line', async () => {
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

test('keeps separate drafts of reply and note, and changes the mode only on request', async () => {
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

test('offers requesters no notes', async () => {
  await show(new FakeDesk([said(1)]))
  expect(screen.queryByRole('button', { name: 'Internal note' })).toBeNull()
})

test('does not send a text that is too long', async () => {
  await show(new FakeDesk([said(1)]))
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'x'.repeat(20_001) } })
  expect(screen.getByRole('alert').textContent).toBe('1 character too long')
  expect(screen.getByRole('button', { name: 'Send' }).hasAttribute('disabled')).toBe(true)
})

test('shows the divider above the first unread message, and marks it read after a second', async () => {
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

test('marks nothing read while the window has no focus', async () => {
  stopClock()
  jest.spyOn(document, 'hasFocus').mockReturnValue(false)
  const desk = new FakeDesk([said(1)])
  await show(desk)
  await screen.findByText('Message 1')
  await pass(60_000)
  expect(desk.count('MarkRead')).toBe(0)
})

test('announces new messages together, at most every two seconds', async () => {
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

test('marks deleted and edited messages, and folds very long ones', async () => {
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

test('lets admins delete a message after showing it; agents cannot', async () => {
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

test('mounts a bounded part of a long conversation', async () => {
  const desk = new FakeDesk(longLog(1_000))
  desk.readSeq = 1_000
  await show(desk)
  await screen.findByText('Message 1000')
  // The page before the last is in the document as well.
  await until(() => bubbles().length > 50)
  expect(bubbles().length).toBeLessThanOrEqual(300)
})

test('shows an error with a button to try again', async () => {
  const desk = new FakeDesk([said(1)])
  desk.isDown = true
  renderThread(desk)
  await screen.findByText('The conversation couldn’t be loaded.')
  desk.isDown = false
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Message 1')).toBeTruthy()
})

test('shows who else is typing, while they are', async () => {
  const desk = new FakeDesk([said(1)])
  await show(desk)
  act(() => desk.present(ada, { typing: true }))
  act(() => desk.present(bea, { typing: true }))
  expect(await screen.findByText('Ada Agent is typing…')).toBeTruthy()
  act(() =>
    desk.present(
      { id: 'u3', name: 'Ben', isErased: false, role: 'AGENT', avatarUrl: null, isService: false },
      { typing: true },
    ),
  )
  expect(await screen.findByText('Ada Agent and Ben are typing…')).toBeTruthy()
  act(() => desk.present(ada, { typing: false }))
  expect(await screen.findByText('Ben is typing…')).toBeTruthy()
})

test('reports typing once, only to staff in a note, and ends it on sending', async () => {
  stopClock()
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk, agent)
  const reported = () =>
    desk.asked.filter(({ name }) => name === 'SetTyping').map(({ variables }) => variables['input'])
  await user.type(screen.getByRole('textbox'), 'hello there{Enter}')
  expect(reported()).toEqual([
    { ticketId: 't1', typing: true, audience: 'PARTICIPANTS' },
    { ticketId: 't1', typing: false, audience: 'PARTICIPANTS' },
  ])
  await user.click(screen.getByRole('button', { name: 'Internal note' }))
  await user.type(screen.getByRole('textbox'), 'among us')
  expect(reported().slice(2)).toEqual([{ ticketId: 't1', typing: true, audience: 'STAFF' }])
})
