import type pg from 'pg'
import type { AuditKind } from '../generated/prisma/client.ts'
import type { Logger } from '../platform/log.ts'
import { currentRequest } from '../platform/requestScope.ts'

/** A rejected or failed attempt, which no committed transaction records. */
export interface Attempt {
  kind: Extract<AuditKind, 'denied' | 'sign_in_failed'>
  /** The actor; null if no one was signed in. */
  actorId: string | null
  /** The account whose password was tried. Only the address of an existing account is stored, no other input. */
  email?: string
  data: Record<string, string>
}

/** Repeated attempts of the same kind by the same person from the same source: written once immediately, and once with their count. */
const BURST_MS = 60_000
/**
 * The maximum number of different attempts counted separately at a time; the rest are counted together, so that attempts
 * cannot fill the disk.
 */
const BURSTS_MAX = 30

interface Burst {
  attempt: Attempt
  request: ReturnType<typeof currentRequest>
  /** Attempts that are not written yet. */
  waiting: number
  timer: NodeJS.Timeout
}

// The person is looked up here and not by the rejecting code, so that the response time does not reveal whether they exist.
const WRITE = `
  insert into audit_log (kind, actor_id, target_type, target_id, data, ip, user_agent, request_id)
  select $1::audit_kind, $2::uuid, case when p.id is null then null else 'user' end, p.id, $3::jsonb, $4, left($5, 300), $6
  from (select (select id from users where email = $7::text) as id) p`

/**
 * Writes rejected attempts, each in its own transaction, since the transaction that was rejected has been rolled back. At
 * most about sixty entries a minute on each node.
 */
export class AuditWriter {
  readonly #pool: pg.Pool
  readonly #log: Logger
  readonly #bursts = new Map<string, Burst>()
  #writing: Promise<unknown> = Promise.resolve()

  constructor(pool: pg.Pool, log: Logger) {
    this.#pool = pool
    this.#log = log
  }

  /** Records an attempt. Never throws, and callers do not wait for it. */
  add(attempt: Attempt): void {
    const request = currentRequest()
    const key = JSON.stringify([attempt.kind, attempt.actorId ?? request?.ip, attempt.email, attempt.data])
    const full = this.#bursts.size >= BURSTS_MAX && !this.#bursts.has(key)
    const named = full ? ([`others:${attempt.kind}`, others(attempt)] as const) : ([key, attempt] as const)
    const burst = this.#bursts.get(named[0])
    if (burst) return void burst.waiting++
    const timer = setTimeout(() => this.#end(named[0]), BURST_MS).unref()
    this.#bursts.set(named[0], { attempt: named[1], request, waiting: 0, timer })
    this.#write(named[1], request, 1)
  }

  /** Writes all pending attempts. */
  async close(): Promise<void> {
    for (const key of [...this.#bursts.keys()]) this.#end(key)
    await this.#writing
  }

  #end(key: string): void {
    const burst = this.#bursts.get(key)
    if (!burst) return
    clearTimeout(burst.timer)
    this.#bursts.delete(key)
    if (burst.waiting > 0) this.#write(burst.attempt, burst.request, burst.waiting)
  }

  #write({ kind, actorId, email, data }: Attempt, request: Burst['request'], count: number): void {
    const address = email?.trim().toLowerCase() ?? null
    const facts = JSON.stringify(count > 1 ? { ...data, count } : data)
    const values = [kind, actorId, facts, request?.ip, request?.userAgent, request?.requestId, address]
    const write = () =>
      this.#pool.query({ name: 'audit_attempt', text: WRITE, values: values.map((value) => value ?? null) })
    // One after another: any number of attempts uses one connection of sign-in's pool.
    this.#writing = this.#writing
      .then(write)
      .catch((error: Error) =>
        this.#log.warn({ err: error.message, kind }, 'an attempt could not be written to the audit log'),
      )
  }
}

const others = ({ kind }: Attempt): Attempt => ({ kind, actorId: null, data: { what: 'others' } })
