import { afterEach, expect, test } from '@jest/globals'
import { act, cleanup, screen } from '@testing-library/react'
import { renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import type { AuditFilter } from './audit.generated.ts'
import { useAudit } from './useAudit.ts'

type Asked = { filter: AuditFilter; after: string | null; answer: (ids: string[], next?: string) => Promise<void> }

/** A server that answers when the test says so. */
const setUp = () => {
  const asked: Asked[] = []
  const query = (_document: unknown, { filter, after }: { filter: AuditFilter; after: string | null }) => ({
    toPromise: () =>
      new Promise((resolve) => {
        const answer = (ids: string[], next?: string) =>
          act(async () => {
            const pageInfo = { hasNextPage: next !== undefined, endCursor: next }
            resolve({ data: { auditLog: { edges: ids.map((id) => ({ node: { id } })), pageInfo } } })
          })
        asked.push({ filter, after, answer })
      }),
  })
  return { asked, client: { ...silentClient, query } as unknown as TestClient }
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

test('a page of an earlier filter is dropped, however late it comes', async () => {
  const { asked, client } = setUp()
  const { rerender } = renderIn(<Log filter={{ personId: 'ann' }} />, { client })
  await asked[0]!.answer(['ann-1'], 'cursor')
  act(() => screen.getByText('More').click())
  rerender(<Log filter={{ personId: 'ben' }} />)
  await asked[2]!.answer(['ben-1'])
  await asked[1]!.answer(['ann-2'])
  expect(shown()).toBe('ben-1')
})

test('asked for twice, a page is there once', async () => {
  const { asked, client } = setUp()
  renderIn(<Log filter={{}} />, { client })
  await asked[0]!.answer(['1'], 'cursor')
  act(() => screen.getByText('More').click())
  act(() => screen.getByText('More').click())
  expect(asked).toHaveLength(2)
  await asked[1]!.answer(['2'])
  expect(shown()).toBe('1 2')
})
