import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { dropEarly, earlyFetch } from './earlyFetch.ts'

const AT = new Date('2026-11-30T09:00:00Z').getTime()
const VIEWER = '{"documentId":"sha256:1","variables":{}}'
const LIST = '{"documentId":"sha256:2","variables":{"filter":{"status":"OPEN"}}}'
const OTHER_LIST = '{"documentId":"sha256:2","variables":{"filter":{}}}'

const answer = (name: string, ok = true) => ({ name, ok }) as unknown as Response
const network = globalThis.fetch
const later = jest.fn<typeof fetch>()

/** The page has sent both requests, the second as Mara, and they are answered so. */
const begin = (viewer: Promise<Response>, list: Promise<Response> = Promise.resolve(answer('early list'))) => {
  for (const early of [viewer, list]) early.catch(() => undefined)
  window.parleyEarly = [
    { body: VIEWER, at: AT, answer: viewer },
    { body: LIST, viewer: 'mara', at: AT, answer: list },
  ]
}
const ask = (body: string, viewer?: string) =>
  earlyFetch('/graphql', { method: 'POST', body, headers: { ...(viewer && { 'parley-viewer': viewer }) } })

beforeEach(() => {
  jest.useFakeTimers({ now: AT })
  globalThis.fetch = later.mockReset().mockResolvedValue(answer('later'))
  begin(Promise.resolve(answer('early viewer')))
})
afterEach(() => {
  jest.useRealTimers()
  globalThis.fetch = network
  dropEarly()
})

describe('the first request for the viewer', () => {
  test('is answered by the one that the page has sent', async () => {
    expect(await ask('{"documentId":"sha256:3","variables":{}}')).toEqual(answer('later'))
    expect(await ask(VIEWER)).toEqual(answer('early viewer'))
    expect(later).toHaveBeenCalledTimes(1)
  })

  test('is answered so however long the client took to load', async () => {
    jest.setSystemTime(AT + 60_000)
    expect(await ask(VIEWER)).toEqual(answer('early viewer'))
  })

  test('is the only one: every later one is sent', async () => {
    await ask(VIEWER)
    expect(await ask(VIEWER)).toEqual(answer('later'))
  })

  test('is sent again if the first had no network', async () => {
    begin(Promise.reject(new TypeError('Failed to fetch')))
    expect(await ask(VIEWER)).toEqual(answer('later'))
    expect(later).toHaveBeenCalledWith('/graphql', { method: 'POST', body: VIEWER, headers: {} })
  })
})

describe('the first request for the list', () => {
  test('is answered once by the one that the page has sent', async () => {
    expect(await ask(LIST, 'mara')).toEqual(answer('early list'))
    expect(later).not.toHaveBeenCalled()
    expect(await ask(LIST, 'mara')).toEqual(answer('later'))
  })

  test.each([
    ['it is for another list', OTHER_LIST, 'mara'],
    ['another person is signed in', LIST, 'daniel'],
    ['the page does not know yet who is signed in', LIST, undefined],
  ])('is sent if %s, and so are all after it', async (_case, body, viewer) => {
    expect(await ask(body, viewer)).toEqual(answer('later'))
    expect(await ask(LIST, 'mara')).toEqual(answer('later'))
    expect(later).toHaveBeenCalledTimes(2)
  })

  test('is sent if the server has rejected the early one', async () => {
    begin(Promise.resolve(answer('early viewer')), Promise.resolve(answer('You are somebody else.', false)))
    expect(await ask(LIST, 'mara')).toEqual(answer('later'))
  })

  test('is sent if the early one is older than ten seconds', async () => {
    jest.setSystemTime(AT + 10_001)
    expect(await ask(LIST, 'mara')).toEqual(answer('later'))
  })

  test('is answered by the early one within ten seconds', async () => {
    jest.setSystemTime(AT + 10_000)
    expect(await ask(LIST, 'mara')).toEqual(answer('early list'))
  })

  test('is sent once the early answers were dropped', async () => {
    dropEarly()
    expect(await ask(LIST, 'mara')).toEqual(answer('later'))
  })
})
