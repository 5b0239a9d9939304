import { afterEach, expect, jest, test } from '@jest/globals'
import { earlyFetch } from './earlyFetch.ts'

const VIEWER = { method: 'POST', body: '{"documentId":"sha256:1","variables":{}}' }
const LIST = { method: 'POST', body: '{"documentId":"sha256:2","variables":{}}' }

const answer = (name: string) => ({ name }) as unknown as Response
const network = globalThis.fetch
const later = jest.fn<typeof fetch>()

const begin = (early: Promise<Response>) => {
  globalThis.fetch = later.mockReset().mockResolvedValue(answer('later'))
  window.parleyViewer = { id: 'sha256:1', answer: early }
  early.catch(() => undefined)
}

afterEach(() => {
  globalThis.fetch = network
  window.parleyViewer = undefined
  window.parleyList = undefined
})

test('the first request for the viewer is answered by the one that the page has sent', async () => {
  begin(Promise.resolve(answer('early')))
  expect(await earlyFetch('/graphql', LIST)).toEqual(answer('later'))
  expect(await earlyFetch('/graphql', VIEWER)).toEqual(answer('early'))
  expect(later).toHaveBeenCalledTimes(1)
})

test('every later request is sent', async () => {
  begin(Promise.resolve(answer('early')))
  await earlyFetch('/graphql', VIEWER)
  expect(await earlyFetch('/graphql', VIEWER)).toEqual(answer('later'))
})

test('the request is sent again if the first had no network', async () => {
  begin(Promise.reject(new TypeError('Failed to fetch')))
  expect(await earlyFetch('/graphql', VIEWER)).toEqual(answer('later'))
  expect(later).toHaveBeenCalledWith('/graphql', VIEWER)
})

const HEADERS = { 'parley-viewer': 'me' }
const PAGE = { method: 'POST', headers: HEADERS, body: '{"documentId":"sha256:9","variables":{"first":50}}' }

/** What the page has sent early, on the next visit of a page that asked for this list. */
const nextVisit = async (early: Promise<Response>) => {
  globalThis.fetch = later.mockReset().mockResolvedValue(answer('later'))
  window.parleyList = { id: 'sha256:9' }
  await earlyFetch('/graphql', PAGE)
  const sent = JSON.parse(localStorage.getItem('parley.firstList')!)
  early.catch(() => undefined)
  window.parleyList = { id: 'sha256:9', sent, answer: early }
  later.mockClear()
}
const ok = (isOk: boolean) => Promise.resolve({ ok: isOk, name: 'early' } as unknown as Response)

test('the first list is answered by the request that the page has sent, once', async () => {
  await nextVisit(ok(true))
  expect(await earlyFetch('/graphql', PAGE)).toMatchObject({ name: 'early' })
  expect(await earlyFetch('/graphql', PAGE)).toEqual(answer('later'))
  expect(later).toHaveBeenCalledTimes(1)
})

test('another list, another person or a refusal is asked again', async () => {
  const changed = [
    { ...PAGE, body: PAGE.body.replace('50', '49') },
    { ...PAGE, headers: { 'parley-viewer': 'other' } },
  ]
  for (const request of changed) {
    await nextVisit(ok(true))
    expect(await earlyFetch('/graphql', request)).toEqual(answer('later'))
  }
  for (const refused of [ok(false), Promise.reject<Response>(new TypeError('Failed to fetch'))]) {
    await nextVisit(refused)
    expect(await earlyFetch('/graphql', PAGE)).toEqual(answer('later'))
  }
})
