import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CombinedError, type GraphQLRequest } from '@urql/core'
import { makeSubject } from 'wonka'
import { renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import { useListCommands } from '../tickets/listCommands.ts'
import { hit } from './hits.fixture.ts'
import type { HitFragment } from './search.generated.ts'
import { SearchResults } from './SearchResults.tsx'

type Request = {
  query: string
  after: string | null
  answer: (hits: HitFragment[], next?: string) => void
  fail: (message?: string, extensions?: object) => void
}

/** A server whose responses the test controls. */
const setUp = () => {
  const requests: Request[] = []
  const executeQuery = ({ variables }: GraphQLRequest) => {
    const { query, after } = variables as { query: string; after: string | null }
    const { source, next } = makeSubject<unknown>()
    const answer = (hits: HitFragment[], cursor?: string) =>
      act(() => {
        const pageInfo = { hasNextPage: cursor !== undefined, endCursor: cursor ?? null }
        next({ data: { search: { edges: hits.map((node) => ({ node })), pageInfo } } })
      })
    const fail = (message = 'down', extensions: object = { requestId: 'r1' }) =>
      act(() => next({ error: new CombinedError({ graphQLErrors: [{ message, extensions } as never] }) }))
    requests.push({ query, after, answer, fail })
    return source
  }
  return { requests, client: { ...silentClient, executeQuery } as unknown as TestClient }
}

const onOpen = jest.fn()
const onQuery = jest.fn()
const onFocused = jest.fn()
const results = (query: string, takesFocus = false) => (
  <SearchResults
    {...{ query, onQuery, onOpen, takesFocus, onFocused }}
    openNumber={undefined}
    openMessage={undefined}
  />
)
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)
const list = () => screen.getByRole('listbox', { name: 'Search results' })

beforeEach(() => void jest.clearAllMocks())
afterEach(cleanup)

test('the hit on which a press began opens, although another one comes above it before it ends', async () => {
  const pointer = userEvent.setup()
  const { requests, client } = setUp()
  renderIn(results('lamp'), { client })
  requests[0]!.answer([hit(1, 'a'), hit(2, 'b')])
  await pointer.pointer({ keys: '[MouseLeft>]', target: screen.getAllByRole('option')[1]! })
  requests[0]!.answer([hit(3, 'c'), hit(1, 'a'), hit(2, 'b')])
  await pointer.pointer({ keys: '[/MouseLeft]', target: screen.getAllByRole('option')[1]! })
  expect(onOpen.mock.calls).toEqual([[hit(2, 'b')]])
})

test('too many searches: says so, and searches again by itself when the server allows it', () => {
  const timers = jest.spyOn(globalThis, 'setTimeout')
  const { requests, client } = setUp()
  renderIn(results('lamp'), { client })
  requests[0]!.fail('Too many searches. Try again in 5000 s.', {
    code: 'RATE_LIMITED',
    retryAfter: 5_000,
    requestId: 'r-1',
  })
  expect(screen.getByRole('alert').textContent).toContain('Too many searches. Try again in 5000 s.')
  const [again] = timers.mock.calls.find(([, ms]) => ms === 5_000_000)!
  act(() => again())
  requests[1]!.answer([hit(1, 'lamp')])
  expect(options()).toHaveLength(1)
  timers.mockRestore()
})

test('results of an older query never replace newer ones', () => {
  const { requests, client } = setUp()
  const { rerender } = renderIn(results('la'), { client })
  rerender(results('lamp'))
  requests[1]!.answer([hit(1, 'newer')])
  requests[0]!.answer([hit(2, 'older')])
  expect(options()).toHaveLength(1)
  expect(options()[0]).toContain('newer')
})

test('while the next query is loading, the last results stay, but do not open', () => {
  const { requests, client } = setUp()
  const { rerender } = renderIn(results('la'), { client })
  requests[0]!.answer([hit(2, 'older')])
  rerender(results('lamp'))
  expect(list().getAttribute('aria-busy')).toBe('true')
  fireEvent.click(screen.getByRole('option'))
  expect(onOpen).not.toHaveBeenCalled()
  requests[1]!.answer([hit(1, 'newer')])
  expect(list().getAttribute('aria-busy')).toBe('false')
  expect(options()[0]).toContain('newer')
})

test('announces the number of results, and marks the matches', () => {
  const { requests, client } = setUp()
  renderIn(results('lamp'), { client })
  requests[0]!.answer([hit(1), hit(1, 'a'), hit(2, 'b')])
  expect(screen.getByRole('status').textContent).toBe('3 results in 2 tickets')
  expect([...document.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['Lamp', 'lamp', 'lamp'])
})

test('arrows move, Enter opens, and Escape returns to the field', () => {
  const { requests, client } = setUp()
  const focusSearch = jest.fn()
  renderIn(results('lamp'), { client })
  useListCommands.setState({ focusSearch })
  const hits = [hit(1), hit(1, 'a'), hit(2, 'b')]
  requests[0]!.answer(hits)
  act(() => list().focus())
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) fireEvent.keyDown(list(), { key })
  expect(onOpen).toHaveBeenLastCalledWith(hits[2])
  for (const key of ['Home', 'Enter']) fireEvent.keyDown(list(), { key })
  expect(onOpen).toHaveBeenLastCalledWith(hits[0])
  expect(focusSearch).not.toHaveBeenCalled()
  fireEvent.keyDown(list(), { key: 'ArrowUp' })
  fireEvent.keyDown(list(), { key: 'Escape' })
  expect(focusSearch).toHaveBeenCalledTimes(2)
})

test('after Enter in the field, the results take the focus once they are shown', () => {
  const { requests, client } = setUp()
  renderIn(results('lamp', true), { client })
  expect(onFocused).not.toHaveBeenCalled()
  requests[0]!.answer([hit(1)])
  expect(document.activeElement).toBe(list())
  expect(list().getAttribute('aria-activedescendant')).toBe('hit-0')
  expect(onFocused).toHaveBeenCalledTimes(1)
})

test('the next page is added below, also when the cursor reaches the end', () => {
  const { requests, client } = setUp()
  renderIn(results('lamp'), { client })
  requests[0]!.answer([hit(1, 'a')], 'next')
  expect(screen.getByRole('status').textContent).toBe('1 result in 1 ticket, more available')
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }))
  expect(requests[1]!.after).toBe('next')
  requests[1]!.answer([hit(1, 'b'), hit(2, 'c')], 'last')
  expect(options()).toHaveLength(3)
  act(() => list().focus())
  fireEvent.keyDown(list(), { key: 'End' })
  expect(requests[2]!.after).toBe('last')
  requests[2]!.answer([])
  expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
})

test('an error offers another try', () => {
  const { requests, client } = setUp()
  renderIn(results('lamp'), { client })
  requests[0]!.fail()
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  requests[1]!.answer([hit(1)])
  expect(options()).toHaveLength(1)
})

test('no results: says what to try', () => {
  const { requests, client } = setUp()
  const { rerender } = renderIn(results('lampp is:open'), { client })
  requests[0]!.answer([])
  expect(screen.getByRole('status').textContent).toBe('No results for “lampp is:open”')
  fireEvent.click(screen.getByRole('button', { name: 'Remove filters' }))
  expect(onQuery).toHaveBeenLastCalledWith('lampp')
  rerender(results('lampp'))
  requests[1]!.answer([])
  fireEvent.click(screen.getByRole('button', { name: 'Clear search' }))
  expect(onQuery).toHaveBeenLastCalledWith('')
})
