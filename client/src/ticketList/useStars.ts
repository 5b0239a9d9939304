import type { Client } from '@urql/core'
import { useCallback } from 'react'
import { useClient } from 'urql'
import {
  StarredTicketsDocument,
  type StarredTicketsQuery,
  type StarredTicketsQueryVariables,
} from '../tickets/tickets.generated.ts'

/** The most pages of a hundred that are loaded. */
const MOST_PAGES = 20

const loaded = new WeakSet<Client>()

/**
 * Loads which tickets the viewer has starred, once: the inbox feed brings tickets that no list has loaded, and does not say. From then on
 * the viewer's own feed keeps them up to date.
 */
export const useStars = (): (() => void) => {
  const client = useClient()
  return useCallback(() => {
    if (loaded.has(client)) return
    loaded.add(client)
    void loadStars(client)
  }, [client])
}

const loadStars = async (client: Client): Promise<void> => {
  let after: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data } = await client
      .query<StarredTicketsQuery, StarredTicketsQueryVariables>(
        StarredTicketsDocument,
        { after },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    // The next update tries again.
    if (!data) return void loaded.delete(client)
    if (!data.tickets.pageInfo.hasNextPage) return
    after = data.tickets.pageInfo.endCursor ?? null
  }
}
