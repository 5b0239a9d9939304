import { afterAll, beforeAll, test } from '@jest/globals'
import { openTicket, type TestApp, testApp } from '../testApp.ts'
import { churn, connectAndGo, nothingIsLeft } from './churn.ts'

let app: TestApp
beforeAll(async () => void (app = await testApp()))
afterAll(() => app.close())

test('10,000 subscriptions and 2,000 sockets that come and go leave nothing behind', async () => {
  const agent = await app.actor('agent')
  const ticket = await openTicket(app, await app.actor('buyer'))
  await churn(app, agent, ticket, 10_000)
  await connectAndGo(app, agent, ticket, 2_000)
  await nothingIsLeft(app)
})
