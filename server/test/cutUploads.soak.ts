import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { collect, collectOrphans } from '../src/attachments/collect.ts'
import { cutUploads } from './cutUploads.ts'
import { testApp, type TestApp } from './testApp.ts'

const UPLOADS = 1_000

let app: TestApp
beforeAll(async () => void (app = await testApp({ variables: { FILES_PER_MESSAGE: '100' } })))
afterAll(() => app.close())

test('1,000 uploads cut at random offsets arrive whole, with their SHA-256, and leave no orphans', async () => {
  const { cuts, damaged } = await cutUploads(app, await app.actor('buyer'), UPLOADS)
  process.stdout.write(`${UPLOADS} uploads, cut ${cuts} times\n`)
  expect(damaged).toEqual([])
  expect(cuts).toBeGreaterThan(UPLOADS)
  const { pools, blobs, log } = app.app.files
  expect(await collect({ pools, blobs, log })).toBe(0)
  expect(await collectOrphans({ pools, blobs }, Date.now() + 2 * 3_600_000)).toBe(0)
  expect(readdirSync(path.join(app.dataDir, 'files')).length).toBe(2 * UPLOADS)
})
