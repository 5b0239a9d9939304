import { useState } from 'react'
import { firstUnread } from './sources.ts'
import type { LogState } from './threadLog.ts'

/**
 * The seq that the unread divider stands above; null for none. It stays until the person leaves: another ticket, or
 * another window once everything was read. What comes while they are away gets a divider of its own.
 */
export const useUnreadDivider = (state: LogState, viewerId: string, isAttentive: boolean): number | null => {
  const { entries, readSeq, status } = state
  const [divider, setDivider] = useState<number | null>(null)
  const [started, setStarted] = useState(false)
  const [attended, setAttended] = useState(isAttentive)

  const unread = () => firstUnread(entries, readSeq, viewerId)?.seq ?? null
  if (!started && status === 'ready') {
    setStarted(true)
    setDivider(unread())
  } else if (attended !== isAttentive) {
    setAttended(isAttentive)
    if (!isAttentive && unread() === null) setDivider(null)
  } else if (started && !isAttentive && divider === null) {
    const next = unread()
    if (next !== null) setDivider(next)
  }
  return divider
}
