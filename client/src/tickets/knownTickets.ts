import { useEffect } from 'react'
import { useTicketByNumberQuery } from './tickets.generated.ts'
import type { CombinedError } from '@urql/core'

/** Ids by number, learnt from lists: the address holds the number, everything else asks by id. */
const known = new Map<string, string>()

/** A ticket seen in a list: opening it needs no look-up. */
export const rememberTicket = ({ id, number }: { id: string; number: string }): void => {
  known.set(number, id)
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
