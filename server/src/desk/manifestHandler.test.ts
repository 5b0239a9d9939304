import { existsSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { ROOT } from '../env.ts'
import { inRequest } from '../platform/requestScope.ts'
import { createManifestHandler } from './manifestHandler.ts'

const desk = { name: 'Harbour Support' }
const answer = createManifestHandler(desk)
const server = http.createServer((req, res) =>
  inRequest('1', () => answer(req, res), { ip: '', languages: req.headers['accept-language'] ?? '' }),
)
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve())))
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())))

const ask = (method = 'GET', headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/desk/manifest`, { method, headers })

it('names the desk as it is called now', async () => {
  expect(await (await ask()).json()).toMatchObject({ name: 'Harbour Support', display: 'standalone', start_url: '/' })
  desk.name = 'Pier'
  expect(await (await ask()).json()).toMatchObject({ name: 'Pier', short_name: 'Pier' })
})

it('has icons that exist, one of them maskable', async () => {
  const { icons } = (await (await ask()).json()) as { icons: { src: string; purpose: string }[] }
  for (const { src } of icons) expect(existsSync(path.join(ROOT, 'client/public', src))).toBe(true)
  expect(icons.map(({ purpose }) => purpose)).toContain('maskable')
})

it('speaks the language of the browser', async () => {
  const arabic = await ask('GET', { 'Accept-Language': 'ar-EG, en;q=0.8' })
  expect(arabic.headers.get('vary')).toBe('Accept-Language')
  expect(await arabic.json()).toMatchObject({ lang: 'ar', dir: 'rtl', shortcuts: [{ name: 'تذكرة جديدة' }, {}] })
  expect(await (await ask()).json()).toMatchObject({ lang: 'en', dir: 'ltr', shortcuts: [{ name: 'New ticket' }, {}] })
})

it('is only read', async () => {
  expect((await ask('POST')).status).toBe(405)
})
