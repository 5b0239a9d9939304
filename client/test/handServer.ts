import type { Exchange, Operation, OperationResult } from '@urql/core'
import { filter, makeSubject, merge, pipe } from 'wonka'

/** A server whose answers are sent by hand: `arriving.next(result)`. `sent` has the operations that reached it, those that are `counted`. */
export const handServer = (counted: (operation: Operation) => boolean = () => true) => {
  const arriving = makeSubject<OperationResult>()
  const sent: Operation[] = []
  const server: Exchange = () => (operations) =>
    merge([
      arriving.source,
      pipe(
        operations,
        filter((operation) => {
          if (counted(operation)) sent.push(operation)
          return false
        }),
      ) as never,
    ])
  return { arriving, sent, server }
}
