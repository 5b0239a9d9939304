import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { serverAudits } from 'graphql-http'
import { type Actor, type TestApp, testApp } from '../testApp.ts'

/** The number of audits of graphql-http: a missing one must not count as passed. */
const AUDITS = 61

let app: TestApp
let buyer: Actor
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer')
})
afterAll(() => app.close())

test.each([['no user'], ['a buyer']])('GraphQL over HTTP follows its specification, with %s', async (who) => {
  const token = who === 'no user' ? undefined : buyer.token
  const fetchFn = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) } })
  const audits = serverAudits({ url: `${app.url}/graphql`, fetchFn })
  const failed = []
  for (const audit of audits) {
    const result = await audit.fn()
    if (result.status !== 'ok') failed.push(`${audit.id} ${audit.name}: ${result.reason}`)
  }
  expect(failed).toEqual([])
  expect(audits).toHaveLength(AUDITS)
})
