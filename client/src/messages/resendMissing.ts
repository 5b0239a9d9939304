import type { Client } from '@urql/core'
import {
  KnownClientIdsDocument,
  type KnownClientIdsQuery,
  type KnownClientIdsQueryVariables,
} from './messages.generated.ts'
import type { Outbox } from './outbox.ts'

/** The most ids of one query. */
const AT_ONCE = 200

/**
 * Sends again what the desk acknowledged within the last hour but no longer has, because it was restored from a backup. The ids are the same, so nothing is
 * sent twice. Rejects without a network.
 */
export const resendMissing = async (client: Client, outbox: Outbox): Promise<void> => {
  const sent = await outbox.recentlySent()
  for (let start = 0; start < sent.length; start += AT_ONCE) {
    const part = sent.slice(start, start + AT_ONCE)
    const { data, error } = await client
      .query<KnownClientIdsQuery, KnownClientIdsQueryVariables>(
        KnownClientIdsDocument,
        { clientIds: part.map(({ clientId }) => clientId) },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    if (!data) throw error ?? new Error('No answer.')
    const known = new Set(data.knownClientIds)
    for (const item of part) if (!known.has(item.clientId)) outbox.sendAgain(item)
  }
}
