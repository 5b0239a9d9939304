import { actingViewer } from '../graphql/actingViewer.ts'
import { forgetKept } from '../graphql/offlineStores.ts'
import { askForSignIn, signedInAgain, useSignInNeed } from '../graphql/signInNeed.ts'
import { openChannel, type Channel } from '../lib/crossTab.ts'

let latest = 0
let channel: Channel<'changed'> | undefined

/**
 * Checks whether the page acts as the signed-in user, and asks for sign-in if it doesn't. True unless the user
 * has to be asked.
 */
export const checkViewer = async (): Promise<boolean> => {
  const mine = ++latest
  const now = await whoIsSignedIn()
  const acting = actingViewer()
  // Superseded by a later check, no acting user, or no connection.
  if (mine !== latest || !acting || now === undefined) return true
  if (now?.id === acting) {
    signedInAgain()
    return true
  }
  // Whoever comes next to this browser must not find it; its author loads it again.
  void forgetKept()
  void askForSignIn(now?.name ?? null)
  return false
}

/**
 * Calls `check` when another tab has signed in or out, when the browser restores this page from its cache,
 * and when the user returns to a page that asks for sign-in: they may have signed in where this page isn't
 * notified.
 */
export const watchViewer = (check: () => void): void => {
  channel = openChannel('parley-viewer', check)
  window.addEventListener('pageshow', ({ persisted }) => persisted && check())
  window.addEventListener('focus', () => useSignInNeed.getState().needed && check())
}

/** Notifies the other tabs of a sign-in or sign-out. */
export const announceViewer = (): void => channel?.publish('changed')

/**
 * The user who is signed in now: null for none, undefined if unknown. Bypasses the GraphQL client, which holds
 * operations back while it waits for sign-in, and does not name the acting user.
 */
const whoIsSignedIn = async (): Promise<{ id: string; name: string } | null | undefined> => {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query WhoIsSignedIn { viewer { id name } }' }),
    })
    const { data } = (await response.json()) as { data?: { viewer: { id: string; name: string } | null } | null }
    return data ? data.viewer : undefined
  } catch {
    return undefined
  }
}
