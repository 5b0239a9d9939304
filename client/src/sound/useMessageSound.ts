import { useCallback, useEffect, useRef } from 'react'
import { useViewer } from '../viewer/useViewer.ts'
import { useChatSettings } from '../lib/chatSettings.ts'
import { canChime, chime, unlockChime } from './chime.ts'
import { isQuiet, NewMessages, type Changed } from './newMessages.ts'
import { declare, isDeclared, unlessAnotherTab } from '../lib/crossTab.ts'

/** At most one sound in this time, over all tabs. */
const APART_MS = 3_000

/** Threads visible in this tab; those of other tabs are known by their locks. */
const inFront = new Set<string>()
const focusName = (ticketId: string) => `parley-in-front:${ticketId}`

/** Declares that a ticket is being viewed: its messages make no sound in any tab. */
export const useInFront = (ticketId: string, isAttentive: boolean): void => {
  useEffect(() => {
    if (!isAttentive) return undefined
    inFront.add(ticketId)
    const withdraw = declare(focusName(ticketId))
    return () => {
      inFront.delete(ticketId)
      withdraw()
    }
  }, [ticketId, isAttentive])
}

const isInFront = async (ticketId: string): Promise<boolean> =>
  inFront.has(ticketId) || (await isDeclared(focusName(ticketId)))

/**
 * Plays a sound for new messages in these tickets (null: no ticket in particular), unless they are visible or another
 * tab has just played it. Messages and notifications share it, so that an event reported by both sounds once.
 */
export const playSoundFor = (ticketIds: readonly (string | null)[]): void => {
  const { sound, quiet } = useChatSettings.getState()
  // A tab that cannot play sounds must not take the lock from one that can.
  if (ticketIds.length === 0 || !sound || isQuiet(quiet) || !canChime()) return
  // Holding the lock for the minimum interval also makes one tab play for all.
  void unlessAnotherTab('parley-sound', async () => {
    const inSight = await Promise.all(ticketIds.map(async (id) => id !== null && isInFront(id)))
    if (inSight.every(Boolean)) return
    await chime()
    await new Promise((resolve) => setTimeout(resolve, APART_MS))
  })
}

/** Plays a sound for new messages of others; call it with each inbox update. */
export const useMessageSound = (): ((tickets: readonly Changed[]) => void) => {
  const { viewer } = useViewer()
  const news = useRef(new NewMessages())
  useEffect(unlockChime, [])

  return useCallback(
    (tickets) => {
      const fresh = news.current.among(tickets, viewer.id)
      playSoundFor(fresh.map(({ ticketId }) => ticketId))
    },
    [viewer.id],
  )
}
