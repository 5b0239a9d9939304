import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { TestApp } from '../testApp.ts'
import { patientApp, runConcurrently } from './concurrency.ts'

const OPERATIONS = 2_000

let app: TestApp
beforeAll(async () => {
  app = await patientApp()
})
afterAll(() => app.close())

test('2,000 mutations, 32 at a time, leave histories that replay to the rows', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  process.stdout.write(`${OPERATIONS} operations, seed ${seed}\n`)
  expect(await runConcurrently(app, OPERATIONS, seed)).toEqual([])
})
