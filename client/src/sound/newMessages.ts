import type { QuietHours } from '../lib/chatSettings.ts'

/** A ticket as delivered by the inbox feed. */
export type Changed = {
  id: string
  lastMessage?: { id: string; createdAt: string; author?: { id: string } | null } | null
}

/** Older messages, received after a long sleep, make no sound. Wide, because clocks differ. */
const RECENT_MS = 5 * 60_000

/** Detects tickets with a new message from someone else, each message once. */
export class NewMessages {
  readonly #lastSeen = new Map<string, string>()

  among(tickets: readonly Changed[], viewerId: string, now = Date.now()): { ticketId: string; messageId: string }[] {
    return tickets.flatMap(({ id: ticketId, lastMessage }) => {
      if (!lastMessage || this.#lastSeen.get(ticketId) === lastMessage.id) return []
      this.#lastSeen.set(ticketId, lastMessage.id)
      const isNews = Math.abs(now - Date.parse(lastMessage.createdAt)) < RECENT_MS
      return isNews && lastMessage.author?.id !== viewerId ? [{ ticketId, messageId: lastMessage.id }] : []
    })
  }
}

/** Whether it is within the quiet hours. */
export const isQuiet = ({ isOn, from, to }: QuietHours, now = new Date()): boolean => {
  if (!isOn || from === to) return false
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(now.getHours())}:${two(now.getMinutes())}`
  return from < to ? time >= from && time < to : time >= from || time < to
}
