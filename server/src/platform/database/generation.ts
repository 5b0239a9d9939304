import type pg from 'pg'
import type { Logger } from '../log.ts'

const CURRENT = `
  SELECT extract(epoch FROM pg_postmaster_start_time())::numeric || '-' || oid AS generation FROM pg_database WHERE datname = current_database()`

/**
 * Which start of PostgreSQL, and which database, the connections belong to. It changes whenever PostgreSQL is restarted, and so whenever a database may
 * have been restored from a backup. Every new connection checks it before its first use, so nothing is read from another
 * generation before the listeners know.
 */
export class Generation {
  readonly #log: Logger
  readonly #listeners: (() => void)[] = []
  #current = ''

  constructor(log: Logger) {
    this.#log = log
  }

  /** The generation of the newest connection; empty before the first one. */
  get current(): string {
    return this.#current
  }

  /** Calls `listener` when the generation has changed, before anything is read from the new one. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** Reads the generation of a new connection. */
  async check(client: pg.ClientBase): Promise<void> {
    const { rows } = await client.query<{ generation: string }>(CURRENT)
    const { generation } = rows[0]!
    if (generation === this.#current) return
    const isFirst = this.#current === ''
    this.#current = generation
    if (isFirst) return
    this.#log.warn({}, 'PostgreSQL was restarted')
    for (const listener of this.#listeners) listener()
  }
}
