import { statSync } from 'node:fs'
import type pg from 'pg'
import { errorCode, oneLine, StartError } from '../platform/errors/startError.ts'
import type { Conversation } from './conversation.ts'
import { importLock } from './importLock.ts'
import type { Kind } from './kinds.ts'
import { loadBatch, type Loaded } from './loadBatch.ts'

/** The number of conversations per transaction: large enough to be fast, small enough to block nobody for long. */
const BATCH_TICKETS = 500
/** … or of messages, if conversations are long. */
const BATCH_MESSAGES = 10_000

/** The result of an import. */
export interface ImportResult extends Loaded {
  /** Conversations that had not changed. */
  unchanged: number
  /** Lines that were skipped. */
  broken: number
}

interface ImportOptions {
  /** Whether one invalid line stops the import, with nothing written. */
  strict?: boolean
  /** Called for every skipped line. */
  onBroken?(place: string, why: string): void
  /** Called with the progress: bytes read, total bytes, and the result so far. */
  onProgress?(bytes: number, total: number, result: ImportResult): void
}

/** Imports files of a kind over the pool of parley_maintenance. Throws a StartError for problems that the operator can fix. */
export async function importFiles(
  pool: pg.Pool,
  kind: Kind,
  files: readonly string[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  const client = await pool.connect()
  try {
    const run = new Run(client, kind, files, options)
    await importLock(client)
    return options.strict ? await run.strict() : await run.lenient()
  } finally {
    // Closing the connection releases the lock in any state.
    client.release(true)
  }
}

/** A conversation, and its line. */
interface Placed {
  place: string
  conversation: Conversation
}

/** Data exceptions, violated constraints and exceeded limits: faults of this line, not of the database. */
function isAboutValues(error: unknown): boolean {
  return /^(22|23|54)/.test(errorCode(error) ?? '')
}

class Run {
  private readonly result: ImportResult = {
    ticketsAdded: 0,
    ticketsGrown: 0,
    messagesAdded: 0,
    unchanged: 0,
    broken: 0,
  }
  private readonly total: number
  private bytes = 0

  constructor(
    private readonly client: pg.ClientBase,
    private readonly kind: Kind,
    private readonly files: readonly string[],
    private readonly options: ImportOptions,
  ) {
    for (const file of files) readerOf(kind, file)
    this.total = files.reduce((sum, file) => sum + sizeOf(file), 0) * (options.strict ? 2 : 1)
  }

  async lenient(): Promise<ImportResult> {
    for await (const batch of batches(this.conversations())) {
      await this.transaction(() => this.load(batch))
    }
    return this.result
  }

  /** Everything is read and validated before the transaction starts, so that it is short. */
  async strict(): Promise<ImportResult> {
    for await (const _checked of this.conversations()) continue
    await this.transaction(async () => {
      for await (const batch of batches(this.conversations())) await this.load(batch)
    })
    return this.result
  }

  private async *conversations(): AsyncGenerator<Placed> {
    for (const file of this.files) {
      for await (const found of readerOf(this.kind, file)(file, (bytes) => (this.bytes += bytes))) {
        const place = `${file}:${found.line}`
        if ('conversation' in found) yield { place, conversation: found.conversation }
        else this.skip(place, found.broken)
      }
    }
  }

  private skip(place: string, broken: string): void {
    if (this.options.strict) throw new StartError(`${place}: ${broken}. Nothing was written.`)
    this.result.broken += 1
    this.options.onBroken?.(place, broken)
  }

  /** Loads a batch; if the database rejects a value, loads all of it except the line with that value. */
  private async load(batch: Placed[]): Promise<void> {
    await this.client.query('SAVEPOINT batch')
    try {
      this.count(
        batch,
        await loadBatch(
          this.client,
          this.kind.name,
          batch.map(({ conversation }) => conversation),
        ),
      )
    } catch (error) {
      if (!isAboutValues(error)) throw error
      await this.client.query('ROLLBACK TO SAVEPOINT batch')
      if (batch.length === 1) return this.skip(batch[0]!.place, `cannot be stored: ${oneLine(error)}`)
      const half = batch.length >> 1
      await this.load(batch.slice(0, half))
      await this.load(batch.slice(half))
    }
  }

  private count(batch: Placed[], loaded: Loaded): void {
    this.result.ticketsAdded += loaded.ticketsAdded
    this.result.ticketsGrown += loaded.ticketsGrown
    this.result.messagesAdded += loaded.messagesAdded
    this.result.unchanged += batch.length - loaded.ticketsAdded - loaded.ticketsGrown
    this.options.onProgress?.(this.bytes, this.total, this.result)
  }

  private async transaction(work: () => Promise<void>): Promise<void> {
    await this.client.query('BEGIN')
    try {
      await work()
      await this.client.query('COMMIT')
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => {})
      throw error
    }
  }
}

function readerOf(kind: Kind, file: string): ReturnType<Kind['readerFor']> & object {
  const reader = kind.readerFor(file)
  if (!reader) throw new StartError(`${file}: the file name matches no format of ${kind.name}: ${kind.files}.`)
  return reader
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new StartError(`${file}: there is no such file.`)
  if (!found.isFile()) throw new StartError(`${file}: this is not a file.`)
  return found.size
}

/** Splits conversations into batches; a repeated one starts the next batch, where it is found to exist. */
async function* batches(conversations: AsyncIterable<Placed>): AsyncGenerator<Placed[]> {
  let batch = new Map<string, Placed>()
  let messages = 0
  for await (const placed of conversations) {
    const { conversation } = placed
    if (batch.has(conversation.externalId) || batch.size >= BATCH_TICKETS || messages >= BATCH_MESSAGES) {
      yield [...batch.values()]
      batch = new Map()
      messages = 0
    }
    batch.set(conversation.externalId, placed)
    messages += conversation.messages.length
  }
  if (batch.size > 0) yield [...batch.values()]
}
