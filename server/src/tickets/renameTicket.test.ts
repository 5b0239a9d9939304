import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { change } from '../../test/change.ts'
import { type Actor, openTicket, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, agent: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, agent] = await Promise.all([app.actor('buyer', 'Mira'), app.actor('agent', 'Sofia')])
})
afterAll(() => app.close())

const rename = (ticketId: string, subject: string) => change(app, agent, 'renameTicket', { ticketId, subject })
const ticketOf = async (actor: Actor, id: string) =>
  (
    await app.gql(
      actor,
      `query ($id: ID!) { ticket(id: $id) { subject version timeline(last: 1) { edges { node { __typename actor { name } ... on RenameEntry { from to } } } } } }`,
      { id },
    )
  ).data.ticket
const found = async (query: string) =>
  (
    await app.gql(buyer, `query ($query: String!) { search(query: $query) { edges { node { ticket { id } } } } }`, {
      query,
    })
  ).data.search.edges.map(({ node }: any) => node.ticket.id)

test('a renamed ticket has its new name for everyone, who see what it was called before and who renamed it', async () => {
  const { id } = await openTicket(app, buyer, 'Lamp')
  await rename(id, '  The lamp   is dark ')
  expect(await ticketOf(buyer, id)).toMatchObject({
    subject: 'The lamp is dark',
    timeline: {
      edges: [
        {
          node: { __typename: 'RenameEntry', actor: { name: 'Sofia' }, from: 'Lamp', to: 'The lamp is dark' },
        },
      ],
    },
  })
})

test('its present name changes nothing, and one without visible characters or too long is refused', async () => {
  const { id } = await openTicket(app, buyer, 'Chair')
  const { version } = await ticketOf(agent, id)
  await rename(id, 'Chair')
  for (const subject of ['', ' ', '\u200b', 'x'.repeat(201)])
    await expect(rename(id, subject)).rejects.toThrow('VALIDATION')
  expect(await ticketOf(agent, id)).toMatchObject({ subject: 'Chair', version })
})

test('the search finds it by its new name, and no longer by the old one', async () => {
  const { id } = await openTicket(app, buyer, 'Quixotic kettle', 'Hello')
  expect(await found('quixotic')).toEqual([id])
  await rename(id, 'Zephyr kettle')
  expect(await found('quixotic')).toEqual([])
  expect(await found('zephyr')).toEqual([id])
})
