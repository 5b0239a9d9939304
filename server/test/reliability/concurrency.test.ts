import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createLog } from '../../src/platform/log.ts'
import { type TestApp, testApp } from '../testApp.ts'
import { runConcurrently } from './concurrency.ts'

// concurrency.soak.ts runs 2,000, with another seed each time.
const OPERATIONS = 320
const SEED = 20_261_128

let app: TestApp
beforeAll(async () => {
  // What goes wrong stands in the output.
  app = await testApp({ log: createLog({ level: 'error', pretty: true }) })
})
afterAll(() => app.close())

test('all mutations at once, 32 at a time, leave histories that replay to the rows', async () => {
  expect(await runConcurrently(app, OPERATIONS, SEED)).toEqual([])
})
