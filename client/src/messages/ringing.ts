import type { QuietHours } from './chatSettings.ts'

/** A ticket as the inbox feed brings it. */
export type Changed = {
  id: string
  lastMessage?: { id: string; createdAt: string; author?: { id: string } | null } | null
}

/** Older news, caught up on after a long sleep, is not worth a sound. Wide, because clocks differ. */
const NEWS_FOR_MS = 5 * 60_000

/** Notices which tickets have a message that nobody has heard of yet, of somebody else. */
export class NewMessages {
  readonly #heard = new Map<string, string>()

  among(tickets: readonly Changed[], viewerId: string, now = Date.now()): { ticketId: string; messageId: string }[] {
    return tickets.flatMap(({ id: ticketId, lastMessage }) => {
      if (!lastMessage || this.#heard.get(ticketId) === lastMessage.id) return []
      this.#heard.set(ticketId, lastMessage.id)
      const isNews = Math.abs(now - Date.parse(lastMessage.createdAt)) < NEWS_FOR_MS
      return isNews && lastMessage.author?.id !== viewerId ? [{ ticketId, messageId: lastMessage.id }] : []
    })
  }
}

/** Whether this is a time of day at which the person wants no sound. */
export const isQuiet = ({ isOn, from, to }: QuietHours, now = new Date()): boolean => {
  if (!isOn || from === to) return false
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(now.getHours())}:${two(now.getMinutes())}`
  return from < to ? time >= from && time < to : time >= from || time < to
}
