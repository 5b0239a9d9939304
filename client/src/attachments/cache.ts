import type { Cache } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'

type Message = { attachments?: unknown[]; deletedAt: string | null }
type Event = {
  ticket?: { id: string }
  entry?: { message?: Message } | null
  changedMessage?: Message | null
}

/** A message with files was added or deleted: refetch the ticket's file list if it is shown. */
const ticketEvents = (result: object, _args: object, cache: Cache): void => {
  const { ticket, entry, changedMessage } = (result as { ticketEvents: Event }).ticketEvents
  const hasFiles = Boolean(entry?.message?.attachments?.length) || Boolean(changedMessage?.deletedAt)
  if (ticket && hasFiles) cache.invalidate({ __typename: 'Ticket', id: ticket.id }, 'attachments')
}

/** Cache rules for attachments. */
export const attachmentsCache: FeatureCache = { updates: { Subscription: { ticketEvents } } }
