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
