import { afterEach, expect, test } from '@jest/globals'
import { act, cleanup, screen } from '@testing-library/react'
import type { GraphQLRequest } from '@urql/core'
import { makeSubject } from 'wonka'
import { renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import type { AuditFilter } from './audit.generated.ts'
import { useAudit } from './useAudit.ts'

type Asked = { filter: AuditFilter; after: string | null; answer: (ids: string[], next?: string) => Promise<void> }

/** A server whose responses the test controls. */
const setUp = () => {
  const asked: Asked[] = []
  const executeQuery = ({ variables }: GraphQLRequest) => {
    const { filter, after } = variables as { filter: AuditFilter; after: string | null }
    const { source, next } = makeSubject<unknown>()
    const answer = (ids: string[], cursor?: string) =>
      act(async () => {
        const pageInfo = { hasNextPage: cursor !== undefined, endCursor: cursor }
        next({ data: { auditLog: { edges: ids.map((id) => ({ node: { id } })), pageInfo } } })
      })
    asked.push({ filter, after, answer })
    return source
  }
  return { asked, client: { ...silentClient, executeQuery } as unknown as TestClient }
}

const Log = ({ filter }: { filter: AuditFilter }) => {
  const { entries, more } = useAudit(filter)
  return (
    <>
      <p role="status">{entries.map(({ id }) => id).join(' ')}</p>
      <button onClick={more}>More</button>
    </>
  )
}
const shown = () => screen.getByRole('status').textContent

afterEach(cleanup)

test('ignores a page of an earlier filter that arrives late', async () => {
  const { asked, client } = setUp()
  const { rerender } = renderIn(<Log filter={{ personId: 'ann' }} />, { client })
  await asked[0]!.answer(['ann-1'], 'cursor')
  act(() => screen.getByText('More').click())
  rerender(<Log filter={{ personId: 'ben' }} />)
  await asked[2]!.answer(['ben-1'])
  await asked[1]!.answer(['ann-2'])
  expect(shown()).toBe('ben-1')
})

test('adds a page once if it is requested twice', async () => {
  const { asked, client } = setUp()
  renderIn(<Log filter={{}} />, { client })
  await asked[0]!.answer(['1'], 'cursor')
  act(() => screen.getByText('More').click())
  act(() => screen.getByText('More').click())
  expect(asked).toHaveLength(2)
  await asked[1]!.answer(['2'])
  expect(shown()).toBe('1 2')
})
