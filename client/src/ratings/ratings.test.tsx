import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Client } from 'urql'
import { fromValue, makeSubject, map, merge, pipe } from 'wonka'
import { agent, renderIn, silentClient } from '../../test/render.tsx'
import type { RatedTicketFragment } from './ratings.generated.ts'
import { RatingPrompt } from './RatingPrompt.tsx'
import { TicketRating } from './TicketRating.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const rating = (score: number, more = {}) => ({
  score,
  comment: null as string | null,
  ratedAt: '2026-11-20T10:00:00Z',
  isCurrent: true,
  ...more,
})
const unrated: RatedTicketFragment = { id: 't1', viewerCanRate: true, viewerIsAskedToRate: true, rating: null }

/** A server with one ticket, which records ratings or refuses them. */
const server = (first: RatedTicketFragment, errors: { message: string }[] = []) => {
  const { source, next } = makeSubject<RatedTicketFragment>()
  const sent: { score: number; comment?: string }[] = []
  let ticket = first
  const answer = (value: RatedTicketFragment) => ({ data: { ticket: value }, stale: false })
  const client = {
    ...silentClient,
    executeQuery: () => merge([fromValue(answer(ticket)), pipe(source, map(answer))]),
    executeMutation: ({ variables: { input } }: { variables: { input: { score: number; comment?: string } } }) => {
      const { score, comment } = input
      sent.push({ score, ...(comment !== undefined && { comment }) })
      if (errors.length === 0) {
        const given = rating(score, { comment: comment ?? ticket.rating?.comment ?? null })
        next((ticket = { ...ticket, viewerIsAskedToRate: false, rating: given }))
      }
      return fromValue({ data: { rateTicket: { ticket, errors } } })
    },
  } as unknown as Client
  return { client, sent, change: (value: RatedTicketFragment) => next((ticket = value)) }
}
const scores = () => screen.getAllByRole('button', { name: /Bad|Poor|Okay|Good|Great/ })
const pressed = () => scores().find((one) => one.getAttribute('aria-pressed') === 'true')?.textContent

test('one click rates; a comment can be added, and the score changed', async () => {
  const { client, sent } = server(unrated)
  renderIn(<RatingPrompt ticketId="t1" />, { client })
  const user = userEvent.setup()
  expect(pressed()).toBeUndefined()
  await user.click(screen.getByRole('button', { name: 'Good' }))
  expect(pressed()).toBe('Good')
  expect(screen.getByRole('status').textContent).toContain('Thanks for your rating.')
  await user.click(screen.getByRole('button', { name: 'Add a comment' }))
  await user.type(screen.getByRole('textbox'), 'Quick.')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByText('Quick.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Great' }))
  expect(pressed()).toBe('Great')
  expect(sent).toEqual([{ score: 4 }, { score: 4, comment: 'Quick.' }, { score: 5 }])
})

test('a rating that is rejected is not shown as given', async () => {
  const { client } = server(unrated, [{ message: 'A ticket can be rated once it is resolved.' }])
  renderIn(<RatingPrompt ticketId="t1" />, { client })
  await userEvent.setup().click(screen.getByRole('button', { name: 'Good' }))
  expect(pressed()).toBeUndefined()
  expect(screen.queryByText(/Thanks/)).toBeNull()
})

test('who was not asked sees no prompt; who dismisses it does not see it again', async () => {
  const { client, change } = server({ ...unrated, viewerIsAskedToRate: false })
  const first = renderIn(<RatingPrompt ticketId="t1" />, { client })
  expect(screen.queryByRole('region')).toBeNull()
  act(() => change(unrated))
  await userEvent.setup().click(screen.getByRole('button', { name: 'Not now' }))
  expect(screen.queryByRole('region')).toBeNull()
  first.unmount()
  renderIn(<RatingPrompt ticketId="t1" />, { client: server(unrated).client })
  expect(screen.queryByRole('region')).toBeNull()
})

test('the prompt goes away when the ticket is reopened', () => {
  const { client, change } = server(unrated)
  renderIn(<RatingPrompt ticketId="t1" />, { client })
  expect(screen.getByRole('region')).toBeTruthy()
  act(() => change({ ...unrated, viewerCanRate: false, viewerIsAskedToRate: false }))
  expect(screen.queryByRole('region')).toBeNull()
})

const details = (ticket: RatedTicketFragment, viewer?: typeof agent) =>
  renderIn(<TicketRating ticket={ticket}>{(content) => <section>{content}</section>}</TicketRating>, {
    client: server(ticket).client,
    ...(viewer && { viewer }),
  })

test('staff see the score, its comment, and whether the ticket was reopened since', () => {
  const seen = { ...unrated, viewerCanRate: false, viewerIsAskedToRate: false }
  const { unmount } = details({ ...seen, rating: rating(2, { comment: 'Slow.', isCurrent: false }) }, agent)
  expect(screen.getByText('Poor')).toBeTruthy()
  expect(screen.getByText('2 of 5')).toBeTruthy()
  // The text has its own direction, its border that of the screen.
  expect(screen.getByText('Slow.').dir).toBe('auto')
  expect(screen.getByText('Slow.').closest('blockquote')!.dir).toBe('')
  expect(screen.getByText(/Before the ticket was reopened/)).toBeTruthy()
  expect(screen.queryAllByRole('button')).toEqual([])
  unmount()
  const { container } = details(seen, agent)
  expect(container.textContent).toBe('')
})

test('a rating from before the ticket was reopened is not the one that is given now', () => {
  details({ ...unrated, rating: rating(1, { isCurrent: false }) })
  expect(screen.getByText('1 of 5')).toBeTruthy()
  expect(pressed()).toBeUndefined()
})
