import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { rounds } from '../../test/rounds.ts'
import { openTicket, type TestApp, testApp } from '../../test/testApp.ts'

const PAGE = '{ tickets(first: 10) { totalCount cursor edges { node { id } } } ticketCounts { total } }'
const ROUNDS = rounds(5, 50)

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

test('a query reads one snapshot: an empty page, its count and its cursor agree while the first ticket is created', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const buyer = await app.actor('buyer')
    const made = openTicket(app, buyer)
    const answers = []
    let isMade = false
    void made.finally(() => (isMade = true))
    while (!isMade) answers.push(...(await Promise.all([1, 2, 3, 4].map(() => app.gql(buyer, PAGE)))))
    await made
    for (const { data } of answers) {
      const { totalCount, edges } = data.tickets
      expect({ totalCount, total: data.ticketCounts.total }).toEqual({ totalCount: edges.length, total: edges.length })
    }
  }
})
