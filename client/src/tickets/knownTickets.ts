import { useEffect } from 'react'
import { recall, remember } from '../lib/remembered.ts'
import { useTicketByNumberQuery } from './tickets.generated.ts'
import type { CombinedError } from '@urql/core'

/** How many are remembered for a reload without a network. */
const KEPT = 100

const isPairs = (value: unknown): value is [string, string][] =>
  Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2)

/** Ids by ticket number, from the loaded lists: addresses contain the number, the API uses the id. */
const known = new Map<string, string>(recall('tickets', [], isPairs))

/** Remembers a ticket from a list, so that opening it needs no lookup. */
export const rememberTicket = ({ id, number }: { id: string; number: string }): void => {
  if (known.get(number) === id) return
  known.set(number, id)
  remember('tickets', [...known].slice(-KEPT))
}

export type FoundTicket = {
  id: string | undefined
  isMissing: boolean
  error: CombinedError | undefined
  retry: () => void
}

/** The id of the ticket number in the address, from the lists or else from the server. */
export const useTicketId = (number: string | undefined): FoundTicket => {
  const id = number && known.get(number)
  const [{ data, error, fetching, stale }, again] = useTicketByNumberQuery({
    variables: { number: number ?? '' },
    pause: !number || Boolean(id),
  })
  // A paused query keeps its last result, which counts only for its own number.
  const found = data?.ticket?.number === number ? data?.ticket : undefined

  useEffect(() => {
    if (found) rememberTicket(found)
  }, [found])

  return {
    id: id || found?.id,
    isMissing: Boolean(number && !id && data && !found && !fetching && !stale),
    error: id || found ? undefined : error,
    retry: () => again({ requestPolicy: 'network-only' }),
  }
}
