import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { pipe, subscribe } from 'wonka'
import {
  AvailabilityDocument,
  type AvailabilityQuery,
  type AvailabilityQueryVariables,
  type StaffAvailabilityFragment,
} from './availability.generated.ts'

type Availabilities = ReadonlyMap<string, StaffAvailabilityFragment['availability']>

/** Whether these people are available, live: the feed of changed users updates what was read of each. */
export const useAvailabilities = (ids: readonly string[]): Availabilities => {
  const client = useClient()
  const [found, setFound] = useState<Availabilities>(new Map())
  const key = ids.toSorted().join(' ')
  useEffect(() => {
    const running = key
      .split(' ')
      .filter(Boolean)
      .map((id) =>
        pipe(
          client.query<AvailabilityQuery, AvailabilityQueryVariables>(AvailabilityDocument, { id }),
          subscribe(({ data }) => {
            if (!data?.node || !('availability' in data.node)) return
            const { availability } = data.node
            setFound((before) => new Map(before).set(id, availability))
          }),
        ),
      )
    return () => running.forEach(({ unsubscribe }) => unsubscribe())
  }, [client, key])
  return found
}
