import { expect, jest, test } from '@jest/globals'
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { agent, buyer } from '../../test/render.tsx'
import { ada, bea, ben, FakeDesk, said } from './fakeDesk.fixture.ts'
import { show, stopClock } from './thread.fixture.tsx'

test('asks before sending if a colleague replied while writing, and keeps the draft', async () => {
  // No time passes, so that nothing counts as read.
  stopClock()
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk, agent)
  await screen.findByText('Message 1')
  await user.type(screen.getByRole('textbox'), 'my answer')
  act(() => desk.log(said(2, ben)))
  await screen.findByText('Message 2')
  await user.keyboard('{Enter}')
  expect(await screen.findByText('Ben Agent replied while you were writing.')).toBeTruthy()
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

test('does not ask if the reply was read or arrived before writing began', async () => {
  const desk = new FakeDesk([said(1, bea)])
  desk.writer = ada
  const user = await show(desk, agent)
  await screen.findByText('Message 1')
  await user.type(screen.getByRole('textbox'), 'my answer')
  act(() => desk.log(said(2, ben)))
  await waitFor(() => expect(desk.last('MarkRead')).toMatchObject({ input: { seq: 2 } }))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(desk.count('Reply')).toBe(1))
  act(() => desk.log(said(4, ben)))
  await screen.findByText('Message 4')
  await user.type(screen.getByRole('textbox'), 'another{Enter}')
  await waitFor(() => expect(desk.count('Reply')).toBe(2))
})

test('sends at once what answers the other side, whose messages are in sight', async () => {
  // No time passes, so that nothing counts as read.
  stopClock()
  for (const [viewer, other] of [
    [agent, bea],
    [buyer, ada],
  ] as const) {
    const desk = new FakeDesk([said(1, other)])
    const user = await show(desk, viewer)
    await screen.findByText('Message 1')
    await user.type(screen.getByRole('textbox'), 'my answer')
    act(() => desk.log(said(2, other)))
    await screen.findByText('Message 2')
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('')
    cleanup()
  }
})

test('asks before sending what was written without seeing the answer below', async () => {
  const desk = new FakeDesk([said(1, bea)])
  const user = await show(desk, agent)
  await screen.findByText('Message 1')
  await user.type(screen.getByRole('textbox'), 'my answer')
  const sights = jest.mocked(Element.prototype.getBoundingClientRect)
  sights.mockImplementation(function (this: Element) {
    const top = this.getAttribute('data-seq') === '2' ? 2_000 : 0
    return { x: 0, y: top, top, left: 0, bottom: top + 900, right: 600, width: 600, height: 900 } as DOMRect
  })
  act(() => desk.log(said(2, bea)))
  await screen.findByText('Message 2')
  await user.keyboard('{Enter}')
  expect(await screen.findByText('Bea Buyer replied while you were writing.')).toBeTruthy()
  expect(desk.count('Reply')).toBe(0)
})
