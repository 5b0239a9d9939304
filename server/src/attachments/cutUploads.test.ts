import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { cutUpload, cutUploads } from '../../test/cutUploads.ts'
import { type Actor, testApp, type TestApp } from '../../test/testApp.ts'
import { collect, collectOrphans } from './collect.ts'

const UPLOADS = 50

let app: TestApp
let buyer: Actor
beforeAll(async () => {
  app = await testApp({ variables: { FILES_PER_MESSAGE: '100' } })
  buyer = await app.actor('buyer')
})
afterAll(() => app.close())

test('50 uploads cut at random offsets arrive whole, with their SHA-256, and leave no orphans', async () => {
  const { cuts, damaged } = await cutUploads(app, buyer, UPLOADS)
  expect(damaged).toEqual([])
  expect(cuts).toBeGreaterThan(UPLOADS)
  const { pools, blobs, log } = app.app.files
  expect(await collect({ pools, blobs, log })).toBe(0)
  expect(await collectOrphans({ pools, blobs }, Date.now() + 2 * 3_600_000)).toBe(0)
  expect(readdirSync(path.join(app.dataDir, 'files')).length).toBe(2 * UPLOADS)
})

test('control: without requesting the offset to resume at, cut uploads do not arrive', async () => {
  const files = Array.from({ length: 10 }, () => randomBytes(2_000_000))
  const done = await Promise.all(files.map((bytes) => cutUpload(app, buyer, bytes, false)))
  expect(done.filter(({ whole }) => whole).length).toBeLessThan(10)
})
