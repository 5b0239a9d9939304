import { createRequest, type CombinedError } from '@urql/core'
import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { pipe, subscribe } from 'wonka'
import {
  ChatRequestsDocument,
  type ChatRequestRowFragment,
  type ChatRequestsQuery,
  type ChatRequestsQueryVariables,
} from './requests.generated.ts'

const PAGE = 50
const FIRST = ''

type Answer = ChatRequestsQuery['chatRequests']
type Pages = Record<string, Answer>

type Listed = {
  /** Undefined before the first answer. */
  requests: ChatRequestRowFragment[] | undefined
  error: CombinedError | undefined
  hasMore: boolean
  more: () => void
  retry: () => void
}

/** Pending or closed requests, page by page; all pages stay live and contiguous. */
export const useRequestPages = (decided: boolean): Listed => {
  const client = useClient()
  const [pages, setPages] = useState<Pages>({})
  const [wanted, setWanted] = useState(1)
  const [tries, setTries] = useState(0)
  const [error, setError] = useState<CombinedError>()
  const starts = chain(pages, wanted)
  // Cursors hold no blanks.
  const key = starts.join(' ')
  useEffect(() => {
    const stops = key.split(' ').map((after) => {
      const variables: ChatRequestsQueryVariables = {
        status: decided ? ['ACCEPTED', 'DECLINED', 'CANCELLED'] : ['PENDING'],
        newestFirst: decided,
        ticketId: null,
        first: PAGE,
        after: after || null,
      }
      const request = createRequest<ChatRequestsQuery, ChatRequestsQueryVariables>(ChatRequestsDocument, variables)
      const requestPolicy = after === FIRST || tries > 0 ? 'cache-and-network' : 'cache-first'
      return pipe(
        client.executeQuery(request, { requestPolicy }),
        subscribe(({ data, error: problem }) => {
          setError(data ? undefined : problem)
          if (data) setPages((before) => ({ ...before, [after]: data.chatRequests }))
        }),
      )
    })
    return () => stops.forEach(({ unsubscribe }) => unsubscribe())
  }, [client, decided, key, tries])

  const shown = starts.flatMap((start) => pages[start] ?? [])
  return {
    requests: pages[FIRST] && shown.flatMap(({ edges }) => edges.map(({ node }) => node)),
    error,
    hasMore: shown.at(-1)?.pageInfo.hasNextPage ?? false,
    more: () => setWanted(starts.length + 1),
    retry: () => setTries(tries + 1),
  }
}

/** Where each page begins: where the one before it ends now. */
const chain = (pages: Pages, wanted: number): string[] => {
  const starts = [FIRST]
  while (starts.length < wanted) {
    const { hasNextPage, endCursor } = pages[starts.at(-1)!]?.pageInfo ?? {}
    if (!hasNextPage || !endCursor) break
    starts.push(endCursor)
  }
  return starts
}
