import { useEffect, useMemo } from 'react'
import type { OutboxItem } from './outboxStore.ts'
import type { Entry, ThreadLog } from './threadLog.ts'
import { useOutbox, useOutboxItems } from './useOutbox.ts'

/** A sent message should be in the log within this time; otherwise the feed is not working and the end is reloaded. */
const ECHO_WITHIN_MS = 4_000

/** The outbox messages that are not in the log yet. Those that are get removed from the outbox. */
export const useEchoes = (ticketId: string, log: ThreadLog, entries: readonly Entry[]): readonly OutboxItem[] => {
  const outbox = useOutbox()
  const items = useOutboxItems(ticketId)
  const logged = useMemo(() => {
    if (items.length === 0) return null
    return new Set(entries.map((entry) => (entry.__typename === 'MessageEntry' ? entry.message.clientId : '')))
  }, [items.length, entries])
  const unsent = useMemo(
    () => (logged ? items.filter(({ clientId }) => !logged.has(clientId)) : items),
    [items, logged],
  )

  useEffect(() => {
    for (const { clientId } of items) if (logged?.has(clientId)) outbox.settle(clientId)
  }, [outbox, items, logged])

  const isOverdue = unsent.some(({ state }) => state === 'sent')
  useEffect(() => {
    if (!isOverdue) return undefined
    const timer = setInterval(() => void log.reload(), ECHO_WITHIN_MS)
    return () => clearInterval(timer)
  }, [log, isOverdue])

  return unsent
}
