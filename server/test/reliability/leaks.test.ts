import { afterAll, beforeAll, test } from '@jest/globals'
import { openTicket, type TestApp, testApp } from '../testApp.ts'
import { churn, connectAndGo, nothingIsLeft } from './churn.ts'

let app: TestApp
beforeAll(async () => void (app = await testApp()))
afterAll(() => app.close())

test('500 subscriptions that come and go leave nothing behind', async () => {
  const agent = await app.actor('agent')
  const ticket = await openTicket(app, await app.actor('buyer'))
  await churn(app, agent, ticket, 500)
  await nothingIsLeft(app)
})

test('200 sockets that come and go, some in the middle of their handshake, leave nothing behind', async () => {
  const agent = await app.actor('agent')
  const ticket = await openTicket(app, await app.actor('buyer'))
  await connectAndGo(app, agent, ticket, 200)
  await nothingIsLeft(app)
})
