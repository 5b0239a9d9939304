import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createLog } from '../../src/platform/log.ts'
import { type TestApp, testApp } from '../testApp.ts'
import { runConcurrently } from './concurrency.ts'

const OPERATIONS = 2_000

let app: TestApp
beforeAll(async () => {
  // What goes wrong stands in the output.
  app = await testApp({ log: createLog({ level: 'error', pretty: true }) })
})
afterAll(() => app.close())

test('2,000 mutations, 32 at a time, leave histories that replay to the rows', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  process.stdout.write(`${OPERATIONS} operations, seed ${seed}\n`)
  expect(await runConcurrently(app, OPERATIONS, seed)).toEqual([])
})
