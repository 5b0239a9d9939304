import { errorCode, oneLine } from '../../platform/errors/startError.ts'
import type { Conversation } from './conversations.ts'
import { loadConversations, type LoadDeps, type LoadedConversations } from './loadConversations.ts'
import type { Transactions } from './transactions.ts'

/** The number of conversations and messages per transaction, as for files of conversations. */
const BATCH_TICKETS = 500
const BATCH_MESSAGES = 10_000
/** … and of characters, for long texts. */
const BATCH_CHARACTERS = 32 * 1024 * 1024

/** Loads all conversations in batches. What a conversation has that the database rejects is reported; the others are loaded. */
export async function loadAll(
  deps: LoadDeps & { transactions: Transactions },
  conversations: AsyncIterable<Conversation>,
  total: number,
  {
    batchMessages = BATCH_MESSAGES,
    onProgress,
  }: { batchMessages?: number; onProgress?(done: number, total: number, note: string): void },
): Promise<LoadedConversations> {
  const sum: LoadedConversations = {
    ticketsAdded: 0,
    ticketsGrown: 0,
    messagesAdded: 0,
    messagesKnown: 0,
    sessionsAdded: 0,
  }
  for await (const batch of batches(conversations, batchMessages)) {
    const loaded = await deps.transactions.run(() => loadBatch(deps, batch))
    for (const one of loaded) for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += one[key]
    onProgress?.(sum.messagesAdded + sum.messagesKnown, total, `${sum.ticketsAdded.toLocaleString('en')} tickets added`)
  }
  return sum
}

/** Loads a batch; if the database rejects a value, all of it except the conversation with that value. */
async function loadBatch(deps: LoadDeps, batch: readonly Conversation[]): Promise<LoadedConversations[]> {
  const { client, report, people } = deps
  await client.query('SAVEPOINT conversations')
  const said = report.lines.length
  try {
    return [await loadConversations(deps, batch)]
  } catch (error) {
    if (!/^(22|23|54)/.test(errorCode(error) ?? '')) throw error
    await client.query('ROLLBACK TO SAVEPOINT conversations')
    people.forgetStandIns()
    report.lines.length = said
    if (batch.length > 1) {
      const half = batch.length >> 1
      return [...(await loadBatch(deps, batch.slice(0, half))), ...(await loadBatch(deps, batch.slice(half)))]
    }
    const { ticket, messages } = batch[0]!
    for (const row of [...(ticket ? [ticket] : []), ...messages])
      report.lost(row, `cannot be stored: ${oneLine(error)}`)
    return []
  }
}

async function* batches(conversations: AsyncIterable<Conversation>, most: number): AsyncGenerator<Conversation[]> {
  let batch: Conversation[] = []
  let messages = 0
  let characters = 0
  for await (const conversation of conversations) {
    batch.push(conversation)
    messages += conversation.messages.length
    characters += conversation.messages.reduce((sum, { body }) => sum + body.length, 0)
    if (batch.length < BATCH_TICKETS && messages < most && characters < BATCH_CHARACTERS) continue
    yield batch
    batch = []
    messages = 0
    characters = 0
  }
  if (batch.length > 0) yield batch
}
