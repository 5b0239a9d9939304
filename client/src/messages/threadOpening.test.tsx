import { expect, test } from '@jest/globals'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { FakeDesk, longLog, said } from './fakeDesk.fixture.ts'
import { renderThread, show } from './thread.fixture.tsx'

/** Notes what is in the document after each change of it, from now on. */
const watch = () => {
  const seen = { messages: [] as number[], skeletons: 0 }
  const observer = new MutationObserver(() => {
    const count = document.querySelectorAll('[role=log] article').length
    if (count !== seen.messages.at(-1)) seen.messages.push(count)
    if (screen.queryByText('Loading the conversation…')) seen.skeletons += 1
  })
  observer.observe(document.body, { childList: true, subtree: true })
  return { seen, stop: () => observer.disconnect() }
}

test('a conversation that was open before is there at once, in one pass', async () => {
  const desk = new FakeDesk([said(1), said(2)])
  renderThread(desk)
  await screen.findByText('Message 2')
  cleanup()
  const { seen, stop } = watch()
  renderThread(desk)
  await screen.findByText('Message 2')
  stop()
  expect(seen).toEqual({ messages: [2], skeletons: 0 })
})

test('control: one that was not opened before shows that it is loading', async () => {
  const { seen, stop } = watch()
  renderThread(new FakeDesk([said(1), said(2)]))
  await screen.findByText('Message 2')
  stop()
  expect(seen.skeletons).toBeGreaterThan(0)
})

test('a long conversation opens with a screenful of messages, and the others follow', async () => {
  const { seen, stop } = watch()
  renderThread(new FakeDesk(longLog(50)))
  await waitFor(() => expect(seen.messages.at(-1)).toBe(50))
  stop()
  expect(seen.messages.find((count) => count > 0)).toBeLessThan(50)
})

test("a message of one's own removes none of those that are shown", async () => {
  const user = await show(new FakeDesk(longLog(50)))
  await waitFor(() => expect(document.querySelectorAll('[role=log] article').length).toBe(50))
  const shown = [...document.querySelectorAll('[role=log] article')]
  // Not the message itself, which moves from the outbox into the log once it is sent.
  const removed: Element[] = []
  const observer = new MutationObserver((records) => {
    for (const { removedNodes } of records)
      for (const node of removedNodes) removed.push(...shown.filter((article) => node.contains(article)))
  })
  observer.observe(screen.getByRole('log'), { childList: true, subtree: true })
  await user.type(screen.getByRole('textbox'), 'One more{Enter}')
  await waitFor(() => expect(document.querySelectorAll('[role=log] article').length).toBe(51))
  observer.disconnect()
  expect(removed).toEqual([])
})

test('the button that reacts is there once the mouse points at a message', async () => {
  renderThread(new FakeDesk([said(1)]))
  const message = (await screen.findByText('Message 1')).closest('article')!
  const buttons = () => within(message).getAllByRole('button', { hidden: true }).length
  expect(buttons()).toBe(1)
  fireEvent.pointerEnter(message)
  await waitFor(() => expect(buttons()).toBe(2))
})
