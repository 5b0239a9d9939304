import { useEffect } from 'react'
import { recall, remember } from '../lib/remembered.ts'
import { useTicketByNumberQuery } from './tickets.generated.ts'
import type { CombinedError } from '@urql/core'

/** So many are remembered for a page that is reloaded without a network. */
const KEPT = 100

const isPairs = (value: unknown): value is [string, string][] =>
  Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2)

/** Ids by number, learnt from lists: the address holds the number, everything else asks by id. */
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

/** The id behind a number in the address: known at once from the list, else looked up. */
export const useTicketId = (number: string | undefined): FoundTicket => {
  const id = number && known.get(number)
  const [{ data, error, fetching, stale }, again] = useTicketByNumberQuery({
    variables: { number: number ?? '' },
    pause: !number || Boolean(id),
  })
  // While paused the last answer stays; it counts only for the number it answered.
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
