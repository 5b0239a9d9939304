import { expect, test } from '@jest/globals'
import { Client, gql, type Exchange, type OperationResult } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { filter, map, pipe, subscribe } from 'wonka'
import { nextTurn } from '../../test/time.ts'
import { mergeCaches } from '../graphql/cache.ts'
import schema from '../graphql/introspection.ts'
import { searchCache } from './cache.ts'
import { SearchPageDocument, type SearchPageQuery } from './search.generated.ts'

const DELETE = gql`
  mutation ($input: DeleteMessageInput!) {
    deleteMessage(input: $input) {
      message {
        id
      }
    }
  }
`

test('results are loaded again after a message was deleted', async () => {
  let excerpts = ['the \u0002lamp\u0003']
  const server: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind !== 'teardown'),
      map((operation) => {
        const edges = excerpts.map((excerpt) => ({
          __typename: 'SearchEdge',
          node: {
            __typename: 'SearchHit',
            excerpt,
            message: null,
            ticket: {
              __typename: 'Ticket',
              id: 't1',
              number: 'TC-1',
              subject: 'Lamp',
              status: 'OPEN',
              updatedAt: '2026-11-28T12:00:00Z',
              seller: null,
              requester: { __typename: 'User', id: 'u1', name: 'Bea', isErased: false, role: 'BUYER' },
            },
          },
        }))
        const pageInfo = { __typename: 'PageInfo', hasNextPage: false, endCursor: null }
        const data =
          operation.kind === 'query'
            ? { search: { __typename: 'SearchConnection', edges, pageInfo } }
            : { deleteMessage: { __typename: 'MessagePayload', message: { __typename: 'Message', id: 'm1' } } }
        return { operation, data, stale: false, hasNext: false } as OperationResult
      }),
    )
  const client = new Client({
    url: 'http://test/graphql',
    exchanges: [cacheExchange({ schema, ...mergeCaches([searchCache]) }), server],
  })
  let shown: SearchPageQuery | undefined
  pipe(
    client.query<SearchPageQuery>(SearchPageDocument, { query: 'lamp', first: 50, after: null }),
    subscribe(({ data }) => (shown = data)),
  )
  expect(shown?.search.edges).toHaveLength(1)
  excerpts = []
  await client.mutation(DELETE, { input: { messageId: 'm1' } }).toPromise()
  await nextTurn()
  expect(shown?.search.edges).toHaveLength(0)
})
