import { describe, expect, it } from '@jest/globals'
import { nextTurn } from '../../test/time.ts'
import { Client, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { filter, makeSubject, merge, pipe, subscribe } from 'wonka'
import { requestsCache } from '../requests/cache.ts'
import {
  CancelChatRequestDocument,
  ChatRequestChangedDocument,
  PendingChatRequestsDocument,
} from '../requests/requests.generated.ts'
import { mergeCaches } from './cache.ts'
import { FollowedFeeds } from './followedFeeds.ts'
import schema from './introspection.ts'

const { feedQueries = {}, ...cache } = mergeCaches([
  requestsCache,
  { feedQueries: { cancelChatRequest: ['chatRequests'] } },
])
const REQUEST = {
  __typename: 'ChatRequest',
  id: 'request',
  requester: null,
  ticket: null,
  ticketNumber: null,
  isLiveChat: true,
  reason: '',
  note: null,
  status: 'PENDING',
  createdAt: '2026-11-01T00:00:00.000Z',
  decidedAt: null,
  decidedBy: null,
  viewerCanDecide: true,
  viewerCanCancel: false,
}
/** The client refetches shortly afterwards. */
const settled = nextTurn

/** A count on screen and its feed with a fake server: `answer` responds to the latest query. */
const setUp = async (isOn: boolean) => {
  const arriving = makeSubject<OperationResult>()
  const queries: Operation[] = []
  const subscriptions: Operation[] = []
  const mutations: Operation[] = []
  const server: Exchange = () => (operations) =>
    merge([
      arriving.source,
      pipe(
        operations,
        filter((operation) => {
          if (operation.kind === 'query') queries.push(operation)
          if (operation.kind === 'subscription') subscriptions.push(operation)
          if (operation.kind === 'mutation') mutations.push(operation)
          return false
        }),
      ) as never,
    ])
  const feeds = new FollowedFeeds(isOn ? feedQueries : {})
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [feeds.exchange, cacheExchange({ schema, ...cache }), server],
  })
  let count: number | undefined
  const show = (variables = {}) => {
    const shown = pipe(
      client.query(PendingChatRequestsDocument, variables),
      subscribe(({ data }) => void (count = data?.chatRequests.totalCount)),
    )
    return () => shown.unsubscribe()
  }
  const hide = show()
  pipe(
    client.subscription(ChatRequestChangedDocument, {}),
    subscribe(() => undefined),
  )
  await settled()
  let answered = 0
  return {
    /** How many queries are remembered. */
    known: () => feeds.size,
    show,
    hide,
    shown: () => count,
    /** How many queries wait for an answer. */
    open: () => queries.length - answered,
    answer: async (totalCount: number) => {
      const data = { chatRequests: { __typename: 'ChatRequestConnection', totalCount } }
      arriving.next({ operation: queries[answered++]!, data, stale: false, hasNext: false } as OperationResult)
      await settled()
    },
    followed: async () => {
      feeds.followed(subscriptions[0]!)
      await settled()
    },
    /** Sends a mutation and receives its response. */
    write: async () => {
      const writing = pipe(
        client.mutation(CancelChatRequestDocument, { input: { requestId: 'request' } }),
        subscribe(() => undefined),
      )
      const data = { cancelChatRequest: { __typename: 'ChatRequestPayload', request: REQUEST, errors: [] } }
      arriving.next({ operation: mutations[0]!, data, stale: false, hasNext: false } as unknown as OperationResult)
      await settled()
      writing.unsubscribe()
    },
    publish: async () => {
      const data = { chatRequestChanged: REQUEST }
      arriving.next({ operation: subscriptions[0]!, data, stale: false, hasNext: true } as unknown as OperationResult)
      await settled()
    },
  }
}

/** Each ends with what is on screen; a request came in between that the first answer does not count. */
const gaps: Record<string, (isOn: boolean) => Promise<number | undefined>> = {
  'between the answer and the feed': async (isOn) => {
    const { answer, followed, open, shown } = await setUp(isOn)
    await answer(0)
    await followed()
    if (open()) await answer(1)
    return shown()
  },
  'while the first query is under way': async (isOn) => {
    const { answer, followed, open, shown } = await setUp(isOn)
    await followed()
    await answer(0)
    if (open()) await answer(1)
    return shown()
  },
  'published while the first query is under way': async (isOn) => {
    const { answer, publish, open, shown } = await setUp(isOn)
    await publish()
    await answer(0)
    if (open()) await answer(1)
    return shown()
  },
  'changed by the viewer while the first query is in flight': async (isOn) => {
    const { answer, write, open, shown } = await setUp(isOn)
    await write()
    await answer(0)
    if (open()) await answer(1)
    return shown()
  },
  'while it is not on screen': async (isOn) => {
    const { answer, followed, open, show, hide, shown } = await setUp(isOn)
    await answer(0)
    hide()
    await followed()
    show()
    await settled()
    if (open()) await answer(1)
    return shown()
  },
}

describe('a change before its subscription started', () => {
  it.each(Object.keys(gaps))('is shown: %s', async (gap) => {
    expect(await gaps[gap]!(true)).toBe(1)
  })

  it.each(Object.keys(gaps))('is missed without the mechanism: %s', async (gap) => {
    expect(await gaps[gap]!(false)).toBe(0)
  })

  it('is shown even if the query was dropped from the limited memory', async () => {
    const { answer, followed, hide, known, open, show, shown } = await setUp(true)
    await answer(0)
    hide()
    for (let page = 0; page < 500; page++) show({ page })()
    await settled()
    expect(known()).toBeLessThanOrEqual(100)
    const unanswered = open()
    await followed()
    show()
    await settled()
    expect(open()).toBe(unanswered + 1)
    expect(shown()).toBe(0)
  })

  it('is refetched once, however often the subscription is confirmed in the meantime', async () => {
    const { answer, followed, open } = await setUp(true)
    await followed()
    await followed()
    await answer(0)
    expect(open()).toBe(1)
    await answer(1)
    expect(open()).toBe(0)
  })
})
