import type pg from 'pg'
import type { LogState } from './bulk/foldLog.ts'
import { lockLogs, saveLog } from './bulk/lockLogs.ts'
import { eventRows, messageRows } from './bulk/tables.ts'
import { appendMessages, type Identified } from './ticketOf.ts'

const SECOND_MS = 1000

/** Appends new messages to existing tickets. Their rows are locked, since people may be writing in them. */
export async function growTickets(
  client: pg.ClientBase,
  grown: Identified[],
  people: ReadonlyMap<string, string>,
): Promise<void> {
  if (grown.length === 0) return
  const states = await lockLogs(
    client,
    grown.map(({ id }) => id),
  )
  for (const one of grown) {
    const state = states.get(one.id)!
    const said = one.conversation.madeUpTimes ? afterwards(one.messages, state) : one.messages
    const { messages, events } = appendMessages(state, one.id, said, people)
    await messageRows.into(client, messages)
    await eventRows.into(client, events)
    await saveLog(client, one.id, state)
  }
}

/** Generated times would place new messages before the desk's replies. */
function afterwards(messages: Identified['messages'], { updatedAt }: LogState): Identified['messages'] {
  const last = Date.parse(updatedAt)
  return messages.map((message, index) => ({ ...message, at: new Date(last + (index + 1) * SECOND_MS).toISOString() }))
}
