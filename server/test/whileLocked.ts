import { withClient } from '../src/platform/database/connect.ts'
import { eventually } from './eventually.ts'
import type { TestApp } from './testApp.ts'

const WAITING = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

/**
 * Runs `operation` between two statements of another transaction: `before` runs in a transaction that stays open, the operation
 * starts and waits for its locks (or ends), then `after` runs and the transaction commits. Independent of timing. An operation of
 * several transactions goes on once `count` of them wait.
 */
export async function whileLocked<T>(
  app: TestApp,
  before: string,
  operation: () => Promise<T>,
  after = 'select',
  count = 1,
): Promise<T> {
  return withClient(app.database.superuserUrl, 'parley test', async (client) => {
    await client.query(`begin; ${before}`)
    let ended = false
    const outcome = operation().finally(() => (ended = true))
    // Awaited below; a failure before that is not unhandled.
    outcome.catch(() => {})
    await eventually('the operation waits for a lock', async () => ended || (await waiters(app)) >= count)
    await client.query(after)
    await client.query('commit')
    return outcome
  })
}

/** Resolves once this many transactions wait for locks. */
export async function waiting(app: TestApp, count: number): Promise<void> {
  await eventually(
    `${count} wait for locks`,
    () => waiters(app),
    (n) => n >= count,
  )
}

async function waiters(app: TestApp): Promise<number> {
  return (await app.sql<{ n: number }>(WAITING))[0]!.n
}

/** SQL that sets a ticket's status and records it in the history, as an operation does. */
export function statusSql(ticket: string, from: string, to: string): string {
  return `
    update support_tickets set status = '${to}' where id = '${ticket}';
    insert into ticket_events (ticket_id, kind, data) values ('${ticket}', 'status_changed', '{"from": "${from}", "to": "${to}"}')`
}
