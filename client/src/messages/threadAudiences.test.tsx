import { expect, test } from '@jest/globals'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { agent } from '../../test/render.tsx'
import { ada, bea, FakeDesk, said } from './fakeDesk.fixture.ts'
import type { Audience } from './messages.generated.ts'
import { show } from './thread.fixture.tsx'

const ALL: Audience[] = ['PARTICIPANTS', 'REQUESTER', 'SHOP', 'STAFF']

const deskWith = (viewerAudiences: Audience[], entries = [said(1, bea)]) => {
  const desk = new FakeDesk(entries)
  desk.sides = {
    viewerAudiences,
    shopTakesPart: true,
    seller: { id: 's1', shopName: 'Nordlicht Audio', isErased: false },
  }
  return desk
}
const box = () => screen.getByRole('textbox') as HTMLTextAreaElement
const readers = () => screen.getByRole('button', { name: /^Who can read this:/ })
/** The last choice lasts as long as the page. */
const begin = async (user: Awaited<ReturnType<typeof show>>) => {
  await screen.findByRole('button', { name: /^Who can read/ })
  await choose(user, 'Everyone')
}
const choose = async (user: Awaited<ReturnType<typeof show>>, name: string) => {
  await user.click(readers())
  await user.click(await screen.findByRole('menuitemradio', { name: new RegExp(`^${name}`) }))
  await waitFor(() => expect(document.activeElement === box()).toBe(true))
}

test('offers no choice where there is one side', async () => {
  const desk = new FakeDesk([said(1)])
  await show(desk)
  await screen.findByText('Message 1')
  expect(screen.queryByRole('button', { name: /^Who can read/ })).toBeNull()
})

test('says who will read, and sends to them until another choice is made', async () => {
  const desk = deskWith(ALL)
  const user = await show(desk, agent)
  await begin(user)
  expect(readers().textContent).toBe('Everyone')
  await choose(user, 'Only Nordlicht Audio and staff')
  expect(readers().textContent).toContain('Nordlicht Audio')
  for (const body of ['first', 'second']) {
    await user.type(box(), `${body}{Enter}`)
    await waitFor(() => expect(desk.last('Reply')).toMatchObject({ input: { body, audience: 'SHOP' } }))
  }
})

test('keeps a draft for each audience', async () => {
  const user = await show(deskWith(ALL), agent)
  await begin(user)
  await user.type(box(), 'for all')
  await choose(user, 'Only Bea Buyer and staff')
  expect(box().value).toBe('')
  await user.type(box(), 'for Bea')
  await choose(user, 'Internal note')
  expect(box().value).toBe('')
  await choose(user, 'Only Bea Buyer and staff')
  expect(box().value).toBe('for Bea')
  await choose(user, 'Everyone')
  expect(box().value).toBe('for all')
})

test('the key goes through the audiences, also while writing', async () => {
  const user = await show(deskWith(['PARTICIPANTS', 'REQUESTER']))
  await begin(user)
  await user.click(box())
  fireEvent.keyDown(box(), { key: '/', code: 'Slash', ctrlKey: true })
  expect(readers().getAttribute('aria-label')).toBe('Who can read this: Only you and staff')
  fireEvent.keyDown(box(), { key: '/', code: 'Slash', ctrlKey: true })
  expect(readers().textContent).toBe('Everyone')
})

test('a draft for a side that is gone waits, and is not sent to someone else', async () => {
  const desk = deskWith(ALL)
  const user = await show(desk, agent)
  await begin(user)
  await choose(user, 'Only Nordlicht Audio and staff')
  await user.type(box(), 'about the buyer')
  cleanup()
  desk.sides = { ...desk.sides, viewerAudiences: ['PARTICIPANTS', 'REQUESTER', 'STAFF'] }
  await show(desk, agent)
  expect((await screen.findByRole('alert')).textContent).toMatch(/no longer write/)
  expect(box().value).toBe('about the buyer')
  await user.type(box(), '{Enter}')
  expect(desk.count('Reply')).toBe(0)
})

test('a message for one side says so, to screen readers as well', async () => {
  const desk = deskWith(ALL, [
    said(1, bea),
    said(2, ada, { audience: 'SHOP', body: 'for the shop' }),
    said(3, ada, { audience: 'REQUESTER', body: '👍' }),
  ])
  desk.readSeq = 3
  await show(desk, agent)
  const bubble = (await screen.findByText('for the shop')).closest('article')!
  expect(bubble.getAttribute('aria-label')).toMatch(/, Only Nordlicht Audio and staff$/)
  expect(within(bubble).getByText(/Only Nordlicht Audio and staff/)).toBeTruthy()
  act(() => desk.log(said(4, bea, { audience: 'REQUESTER', body: 'between us' })))
  await waitFor(() =>
    expect(document.querySelector('[aria-live=polite]')!.textContent).toMatch(/^Bea Buyer, Only Bea Buyer and staff/),
  )
})
