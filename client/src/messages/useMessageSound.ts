import { useCallback, useEffect, useRef } from 'react'
import { useViewer } from '../viewer/useViewer.ts'
import { useChatSettings } from './chatSettings.ts'
import { canChime, chime, unlockChime } from './chime.ts'
import { isQuiet, NewMessages, type Changed } from './ringing.ts'
import { declare, isDeclared, unlessAnotherTab } from '../lib/crossTab.ts'

/** At most one sound in this time, over all tabs. */
const APART_MS = 3_000

/** Threads in front of the person in this tab; other tabs' are known by their locks. */
const inFront = new Set<string>()
const focusName = (ticketId: string) => `parley-in-front:${ticketId}`

/** Declares that the person looks at a ticket: its messages make no sound, in any tab. */
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
 * A sound for news of these tickets (null: of none in particular), unless all of it is in front of the person, or another
 * tab has just spoken. Messages and notifications share it, so what is told twice rings once.
 */
export const ringFor = (ticketIds: readonly (string | null)[]): void => {
  const { sound, quiet } = useChatSettings.getState()
  // A tab that has no voice must not take the turn of one that has.
  if (ticketIds.length === 0 || !sound || isQuiet(quiet) || !canChime()) return
  // Holding the lock for as long as sounds must be apart also makes one tab speak for all.
  void unlessAnotherTab('parley-sound', async () => {
    const inSight = await Promise.all(ticketIds.map(async (id) => id !== null && isInFront(id)))
    if (inSight.every(Boolean)) return
    await chime()
    await new Promise((resolve) => setTimeout(resolve, APART_MS))
  })
}

/** A sound for new messages of others: hand it what the inbox feed brings. */
export const useMessageSound = (): ((tickets: readonly Changed[]) => void) => {
  const { viewer } = useViewer()
  const news = useRef(new NewMessages())
  useEffect(unlockChime, [])

  return useCallback(
    (tickets) => {
      const fresh = news.current.among(tickets, viewer.id)
      ringFor(fresh.map(({ ticketId }) => ticketId))
    },
    [viewer.id],
  )
}
