import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { TestApp } from '../testApp.ts'
import { patientApp, runConcurrently } from './concurrency.ts'

// concurrency.soak.ts runs 2,000, with another seed each time.
const OPERATIONS = 320
const SEED = 20_261_128

let app: TestApp
beforeAll(async () => {
  app = await patientApp()
})
afterAll(() => app.close())

test('all mutations at once, 32 at a time, leave histories that replay to the rows', async () => {
  expect(await runConcurrently(app, OPERATIONS, SEED)).toEqual([])
})
