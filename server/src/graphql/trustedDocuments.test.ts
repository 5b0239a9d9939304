import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { browser, hashOf, idOf, MANIFEST, type Params, type Sender, socketOf, WAYS } from '../../test/documents.ts'
import { subscribe } from '../../test/subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { tokensOf } from '../../test/tokens.ts'

type Way = keyof typeof WAYS

let app: TestApp
let strict: TestApp
let agent: Actor
let senders: Record<'a browser' | 'a program' | 'nobody', Sender>
beforeAll(async () => {
  app = await testApp({ jobs: false })
  strict = await testApp({ jobs: false, database: app.database, variables: { TRUSTED_ONLY: 'true' } })
  await app.app.preload()
  agent = await app.actor('agent')
  senders = { 'a browser': await browser(app, 'agent'), 'a program': agent, nobody: null }
})
afterAll(async () => {
  await strict.close()
  await app.close()
})

const OWN = '{ viewer { id role } }'
const INTROSPECTION = '{ __schema { queryType { name } } }'
const LIVE = 'subscription { notificationAdded { __typename } }'
const unknown = hashOf('query Unknown { viewer { id } }')

/** The code of the first error, `ok` without one. */
const codeOf = async (way: Way, at: TestApp, sender: Sender, params: Params): Promise<string> => {
  const { errors } = await WAYS[way](at, sender, params)
  return errors ? (errors[0]?.extensions?.['code'] as string) : 'ok'
}

describe('an operation that names its document', () => {
  it.each(['POST', 'GET', 'SSE', 'WebSocket'] as const)('is executed by %s', async (way) => {
    const { data, errors } = await WAYS[way](app, senders['a browser'], { documentId: idOf('TokenOwner') })
    expect(errors).toBeUndefined()
    expect(data.viewer).toEqual({ __typename: 'User', id: expect.any(String) })
  })

  it.each(['POST', 'WebSocket'] as const)('validates its variables by %s', async (way) => {
    const { errors } = await WAYS[way](app, agent, { documentId: idOf('ThreadTicket'), variables: { ticketId: {} } })
    expect(errors![0]!.message).toMatch(/^Variable "\$/)
    expect(errors![0]!.extensions!['code']).toBe('BAD_USER_INPUT')
  })

  it.each(['POST', 'GET', 'SSE', 'WebSocket'] as const)('needs an id that the server knows by %s', async (way) => {
    expect(await codeOf(way, app, agent, { documentId: unknown })).toBe('PERSISTED_DOCUMENT_NOT_FOUND')
  })

  it.each([5, true, {}, []])('needs an id that is a text: %j', async (documentId) => {
    expect(await codeOf('POST', app, agent, { documentId })).toBe('BAD_USER_INPUT')
  })

  it.each(['POST', 'GET', 'WebSocket'] as const)('may send the document too if it fits, by %s', async (way) => {
    const right = { query: OWN, documentId: hashOf(OWN) }
    expect(await codeOf(way, app, agent, right)).toBe('ok')
    expect(await codeOf(way, app, agent, { ...right, documentId: idOf('TokenOwner') })).toBe('BAD_USER_INPUT')
    // A document that was sent is not remembered: only the manifest says what is trusted.
    expect(await codeOf(way, app, agent, { documentId: hashOf(OWN) })).toBe('PERSISTED_DOCUMENT_NOT_FOUND')
  })

  it('cannot be a mutation by GET', async () => {
    const params = { documentId: idOf('CreateApiToken'), variables: { input: { name: 'CI', scopes: ['READ'] } } }
    expect(await WAYS.GET(app, agent, params)).toMatchObject({ status: 405 })
    expect(await WAYS.POST(app, agent, params)).toMatchObject({ status: 200, data: { createApiToken: { errors: [] } } })
  })

  it('is limited by the scopes of its token', async () => {
    const reader = await tokensOf(app).limited(agent, ['READ'])
    const params = { documentId: idOf('CreateApiToken'), variables: { input: { name: 'CI', scopes: ['READ'] } } }
    expect(await codeOf('POST', app, reader, params)).toBe('INSUFFICIENT_SCOPE')
    expect(await codeOf('WebSocket', app, reader, params)).toBe('INSUFFICIENT_SCOPE')
  })

  it('is limited by the role of its person', async () => {
    const buyer = await app.actor('buyer')
    const { errors } = await WAYS.POST(app, buyer, { documentId: idOf('Invitations') })
    expect(errors![0]!.message).toBe('Your role does not allow this.')
  })

  it('is limited in its page size', async () => {
    const params = { documentId: idOf('ThreadPage'), variables: { ticketId: 'x', last: 100, before: 'x' } }
    expect(await codeOf('POST', app, agent, params)).toBe('QUERY_TOO_COMPLEX')
  })

  it('is counted under its first field', async () => {
    await WAYS.POST(app, agent, { documentId: idOf('TokenOwner') })
    const metrics = await (await fetch(`${app.url}/metrics`)).text()
    expect(metrics).toMatch(/parley_operation_seconds_count\{.*operation="viewer".*\} \d/)
  })

  it('shares its deliveries with subscribers who send the text', async () => {
    const ticket = await openTicket(app, await app.actor('buyer'))
    const id = idOf('TicketEvents')
    const client = socketOf(app, agent)
    const variables = { ticketId: ticket.id, after: null, withPermissions: false }
    const before = app.app.stats()
    const feeds = [
      subscribe(client, '', variables, { documentId: id, followed: true }),
      subscribe(client, MANIFEST[id]!, variables, { followed: true }),
    ]
    for (const feed of feeds) await feed.next()
    expect(app.app.stats()).toEqual({ groups: before.groups + 1, members: before.members + 2 })
    await reply(app, agent, ticket.id, 'Hello')
    for (const feed of feeds) expect((await feed.next()).data.ticketEvents).toBeTruthy()
    await client.dispose()
  })
})

describe('with TRUSTED_ONLY', () => {
  const TRUSTED = { documentId: idOf('TokenOwner') }
  const outcomes: [keyof typeof senders, Params, string][] = [
    ['a browser', TRUSTED, 'ok'],
    ['a browser', { query: MANIFEST[idOf('TokenOwner')]! }, 'ok'],
    ['a browser', { query: OWN }, 'PERSISTED_DOCUMENT_REQUIRED'],
    ['a browser', { query: OWN, documentId: hashOf(OWN) }, 'PERSISTED_DOCUMENT_REQUIRED'],
    ['a browser', { query: INTROSPECTION }, 'PERSISTED_DOCUMENT_REQUIRED'],
    ['a browser', { query: LIVE }, 'PERSISTED_DOCUMENT_REQUIRED'],
    ['a browser', { query: 'no GraphQL' }, 'PERSISTED_DOCUMENT_REQUIRED'],
    ['a browser', { documentId: unknown }, 'PERSISTED_DOCUMENT_REQUIRED'],
    ['a program', TRUSTED, 'ok'],
    ['a program', { query: OWN }, 'ok'],
    ['a program', { query: INTROSPECTION }, 'ok'],
    ['a program', { documentId: unknown }, 'PERSISTED_DOCUMENT_NOT_FOUND'],
  ]
  const overHttp: typeof outcomes = [
    ['nobody', { documentId: idOf('Viewer') }, 'ok'],
    ['nobody', { query: OWN }, 'PERSISTED_DOCUMENT_REQUIRED'],
    ['nobody', { query: INTROSPECTION }, 'PERSISTED_DOCUMENT_REQUIRED'],
    ['nobody', { documentId: unknown }, 'PERSISTED_DOCUMENT_REQUIRED'],
  ]

  describe.each(['POST', 'GET', 'SSE', 'WebSocket'] as const)('by %s', (way) => {
    const rows = way === 'WebSocket' ? outcomes : [...outcomes, ...overHttp]
    it.each(rows)('%s sends %j: %s', async (who, params, outcome) => {
      expect(await codeOf(way, strict, senders[who], params)).toBe(outcome)
    })
  })

  it('says why', async () => {
    const { errors } = await WAYS.POST(strict, senders['a browser'], { query: INTROSPECTION })
    expect(errors![0]!.message).toBe(
      "This server runs only the operations of Parley's own client. Programs need a valid API token for others.",
    )
  })
})
