import { afterEach, beforeAll, expect, test } from '@jest/globals'
import { actAs, actingViewer, viewerHeaders } from '../graphql/actingViewer.ts'
import { signedInAgain, useSignInNeed } from '../graphql/signInNeed.ts'
import { checkViewer, watchViewer } from './checkViewer.ts'

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
  signedInAgain()
})
beforeAll(() => {
  actAs(undefined)
  actAs('mara')
  actAs('daniel')
})

/** The server returns this user as signed in, once `ready` resolves. */
const serverSays = (viewer: { id: string; name: string } | null, ready: Promise<void> = Promise.resolve()) => {
  globalThis.fetch = (async (_url: string, { headers }: { headers: object }) => {
    expect(headers).not.toHaveProperty('parley-viewer')
    await ready
    return { json: async () => ({ data: { viewer } }) }
  }) as unknown as typeof fetch
}
const mara = { id: 'mara', name: 'Mara' }
const daniel = { id: 'daniel', name: 'Daniel' }

test('a page acts as the first signed-in user, and sends their id', () => {
  expect(actingViewer()).toBe('mara')
  expect(viewerHeaders()).toEqual({ 'parley-viewer': 'mara' })
})

test('asks for sign-in if another user or no user is signed in, and continues when the same user is back', async () => {
  serverSays(daniel)
  expect(await checkViewer()).toBe(false)
  expect(useSignInNeed.getState()).toEqual({ needed: true, other: 'Daniel' })
  serverSays(null)
  expect(await checkViewer()).toBe(false)
  expect(useSignInNeed.getState()).toEqual({ needed: true, other: null })
  serverSays(mara)
  expect(await checkViewer()).toBe(true)
  expect(useSignInNeed.getState()).toEqual({ needed: false, other: null })
})

test('what the page would ask for at its next visit is forgotten if another user is signed in', async () => {
  localStorage.setItem('parley.lists', '{"viewer":"mara","lists":{}}')
  serverSays(mara)
  await checkViewer()
  expect(localStorage.getItem('parley.lists')).toContain('mara')
  serverSays(daniel)
  await checkViewer()
  expect(localStorage.getItem('parley.lists')).not.toContain('mara')
})

test('ignores a response after a later request', async () => {
  let release = () => {}
  serverSays(daniel, new Promise((resolve) => (release = resolve)))
  const early = checkViewer()
  serverSays(mara)
  await checkViewer()
  release()
  await early
  expect(useSignInNeed.getState().needed).toBe(false)
})

test('changes nothing if the server cannot be reached', async () => {
  globalThis.fetch = (() => Promise.reject(new Error('offline'))) as typeof fetch
  expect(await checkViewer()).toBe(true)
  expect(useSignInNeed.getState().needed).toBe(false)
})

test('checks again when the user returns to a page that asks for sign-in', async () => {
  let checks = 0
  watchViewer(() => void checks++)
  window.dispatchEvent(new Event('focus'))
  expect(checks).toBe(0)
  serverSays(null)
  await checkViewer()
  window.dispatchEvent(new Event('focus'))
  expect(checks).toBe(1)
})
