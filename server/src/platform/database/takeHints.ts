import type { EventEmitter } from 'node:events'
import type pg from 'pg'

/** The connection option with which `send_hint()` leaves hints to the node instead of notifying (prisma/sql/03_hints.sql). */
export const HINTS_OF_NODE = '-c parley.hints=node'

/** The code of the messages of `send_hint()`. */
const HINT_CODE = 'PHINT'
/** The state of a connection that PostgreSQL reports with ReadyForQuery: no transaction is open. */
const IDLE = 'I'

/**
 * Passes on the hints of each transaction of this connection once it has ended. Those of a transaction that was rolled back are passed
 * on too: a hint only causes a read.
 */
export function takeHints(client: pg.ClientBase, pass: (hints: string[]) => void): void {
  let taken = new Set<string>()
  client.on('notice', ({ code, message }) => {
    if (code === HINT_CODE && message) taken.add(message)
  })
  const { connection } = client as unknown as { connection: EventEmitter }
  connection.on('readyForQuery', ({ status }: { status: string }) => {
    if (status !== IDLE || taken.size === 0) return
    const hints = [...taken]
    taken = new Set()
    pass(hints)
  })
}
