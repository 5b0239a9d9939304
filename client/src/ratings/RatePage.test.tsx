import { afterEach, expect, jest, test } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { renderIn } from '../../test/render.tsx'
import { RatePage } from './RatePage.tsx'

const ticket = { number: 'TC-0001', subject: 'A broken lamp', state: 'open', score: null, comment: null }
const refusal = (message: string) => ({ errors: [{ message }] })
let requests: { method: string; body: unknown }[] = []

/** Opens the page of a link; each request gets the next of these responses. */
const open = (search: string, ...responses: ([status: number, body: object] | Error)[]) => {
  requests = []
  history.replaceState(null, '', `/rate${search}`)
  globalThis.fetch = jest.fn(async (_url: unknown, { method = 'GET', body }: RequestInit = {}) => {
    requests.push({ method, body: body === undefined ? undefined : JSON.parse(String(body)) })
    const next = responses.length > 1 ? responses.shift()! : responses[0]!
    if (next instanceof Error) throw next
    return { ok: next[0] < 400, status: next[0], json: async () => next[1] }
  }) as never
  renderIn(<RatePage />)
  return userEvent.setup()
}
const { fetch } = globalThis
afterEach(() => {
  cleanup()
  globalThis.fetch = fetch
})

test('the score of the link is chosen, and nothing is sent until the button is pressed', async () => {
  const user = open('?token=x&score=4', [200, ticket])
  expect((await screen.findByRole('button', { name: 'Good' })).getAttribute('aria-pressed')).toBe('true')
  expect(requests).toEqual([{ method: 'GET', body: undefined }])
  await user.type(screen.getByRole('textbox'), 'Kind.')
  await user.click(screen.getByRole('button', { name: 'Send rating' }))
  await screen.findByText('Thanks for your rating.')
  expect(requests[1]).toEqual({ method: 'POST', body: { score: 4, comment: 'Kind.' } })
  await user.click(screen.getByRole('button', { name: 'Change rating' }))
  await user.click(screen.getByRole('button', { name: 'Great' }))
  await user.click(screen.getByRole('button', { name: 'Send rating' }))
  await screen.findByText('Thanks for your rating.')
  expect(requests[2]).toEqual({ method: 'POST', body: { score: 5, comment: 'Kind.' } })
})

test.each(['', '&score=0', '&score=6', '&score=x'])('a link with the score “%s” has none chosen', async (score) => {
  const user = open(`?token=x${score}`, [200, ticket])
  await user.click(await screen.findByRole('button', { name: 'Send rating' }))
  expect(screen.getByRole('alert').textContent).toBe('Choose a score first.')
  expect(requests).toHaveLength(1)
})

test('a rating that was given before is shown, and can be changed', async () => {
  open('?token=x', [200, { ...ticket, score: 2, comment: 'Slow.' }])
  expect((await screen.findByRole('button', { name: 'Poor' })).getAttribute('aria-pressed')).toBe('true')
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Slow.')
})

test.each([
  ['reopened', /was reopened/],
  ['frozen', /more than a week ago/],
])('a ticket that is %s is not rated', async (state, text) => {
  open('?token=x&score=4', [200, { ...ticket, state }])
  expect((await screen.findByRole('alert')).textContent).toMatch(text)
  expect(screen.queryByRole('button', { name: 'Send rating' })).toBeNull()
})

test('a link that is not valid, a refusal and a lost connection are said in words', async () => {
  open('?token=x', [404, refusal('Gone.')])
  expect((await screen.findByRole('alert')).textContent).toMatch(/no longer valid/)
  cleanup()
  let user = open('?token=x&score=4', [200, ticket], [409, refusal('A ticket can be rated once it is resolved.')])
  await user.click(await screen.findByRole('button', { name: 'Send rating' }))
  expect((await screen.findByRole('alert')).textContent).toBe('A ticket can be rated once it is resolved.')
  cleanup()
  user = open('?token=x&score=4', new Error('offline'), [200, ticket], new Error('offline'))
  await user.click(await screen.findByRole('button', { name: 'Try again' }))
  await user.click(await screen.findByRole('button', { name: 'Send rating' }))
  expect((await screen.findByRole('alert')).textContent).toMatch(/couldn’t be saved/)
})
