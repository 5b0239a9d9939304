import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { MANIFEST, idOf } from '../../test/documents.ts'
import { appOnWire, type Packets } from '../../test/packets.ts'
import { openTicket, type TestApp } from '../../test/testApp.ts'

let packets: Packets
let app: TestApp
let close: () => Promise<void>
beforeAll(async () => {
  ;({ app, packets, close } = await appOnWire())
  await app.app.preload()
})
afterAll(() => close())

const PAGE = { orderBy: { field: 'UPDATED_AT', direction: 'DESC' }, first: 50, after: null }

test.each(['agent', 'buyer', 'seller'] as const)(
  'what the list and a conversation of a new %s ask is one round trip to PostgreSQL each, COMMIT included',
  async (role) => {
    const who = await app.actor(role)
    const { id: ticketId } = await openTicket(app, role === 'agent' ? await app.actor('buyer') : who)
    const asked: [name: string, variables: object][] = [
      ['TicketPage', { filter: {}, ...PAGE }],
      ['TicketPage', { filter: { status: ['OPEN', 'IN_PROGRESS'] }, ...PAGE }],
      ['TicketCounts', {}],
      ['ThreadHead', { ticketId, as: null }],
    ]
    for (const [name, variables] of asked) {
      const { data, errors } = await app.gql(who, MANIFEST[idOf(name)]!, variables as never)
      expect([name, errors, data]).toEqual([name, undefined, expect.anything()])
    }
    const reads = packets.transactions(who.id).filter(([first]) => first!.includes('READ ONLY'))
    // Where a seller stands in a ticket is looked up first.
    expect(reads.map((trips) => trips.length).toSorted((a, b) => a - b)).toEqual([1, 1, 1, role === 'seller' ? 2 : 1])
    for (const trips of reads) expect(trips.at(-1)).toContain('commit\0')
  },
)
