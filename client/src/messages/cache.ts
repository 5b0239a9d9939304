import type { FeatureCache } from '../graphql/cache.ts'

type Input = { input: { ticketId: string; seq: number } }

/**
 * Cache rules for messages. A thread keeps its own ordered log (threadLog.ts); the cache holds what
 * other panels show of the same tickets and messages.
 */
export const messagesCache: FeatureCache = {
  optimistic: {
    // The badge is removed at once; otherwise it looks like another message.
    markRead: (args, cache) => {
      const { ticketId, seq } = (args as Input).input
      const ticket = { __typename: 'Ticket', id: ticketId }
      const known = (field: string) => cache.resolve(ticket, field) as number | null
      const lastSeq = known('lastSeq') ?? seq
      const isRead = seq >= lastSeq
      const unreadCount = isRead ? 0 : (known('unreadCount') ?? 0)
      const viewerReadMessageCount = (isRead ? known('messageCount') : known('viewerReadMessageCount')) ?? 0
      return {
        __typename: 'TicketPayload',
        ticket: {
          ...ticket,
          unreadCount,
          lastSeq,
          viewerReadSeq: Math.max(seq, known('viewerReadSeq') ?? 0),
          viewerReadMessageCount,
        },
        errors: [],
      }
    },
  },
}
