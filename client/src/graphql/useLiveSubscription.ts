import type { DocumentNode } from 'graphql'
import { useEffect, useRef } from 'react'
import { useClient } from 'urql'
import { liveSubscription, type LiveHandlers } from './liveSubscription.ts'

type Feed<Data, Variables> = LiveHandlers<Data[keyof Data]> & {
  document: DocumentNode
  variables: Omit<Variables, 'after'>
  /** Where to start. While undefined (nothing loaded yet) nothing is subscribed; a new value starts afresh from it. */
  from: string | undefined
}

/** `liveSubscription` for a component: follows the feed while mounted and `from` is known. */
export const useLiveSubscription = <
  Data extends Record<string, { cursor: string } | { reason: string } | undefined>,
  Variables extends object,
>({
  document,
  variables,
  from,
  ...handlers
}: Feed<Data, Variables>): void => {
  const client = useClient()
  const latest = useRef(handlers)
  const key = JSON.stringify(variables)

  useEffect(() => {
    latest.current = handlers
  })

  useEffect(() => {
    if (from === undefined) return undefined
    return liveSubscription<Data, Variables>(
      client,
      document,
      JSON.parse(key),
      { current: from },
      {
        onDelivery: (step) => latest.current.onDelivery?.(step),
        onReset: (reason) => latest.current.onReset(reason),
        onError: (error) => latest.current.onError?.(error),
      },
    )
  }, [client, document, key, from])
}
