import { eventually } from '../eventually.ts'
import type { Step } from '../follower.ts'
import { logViolations } from '../logInvariants.ts'
import type { CrashDesk } from './crashDesk.ts'
import type { Talker } from './talker.ts'

/** The number of acknowledged messages between two faults. */
const BETWEEN_FAULTS = 6
/** The time without a server, in milliseconds, after which the test gives up. It only ends a test that hangs. */
const TALK_WITHIN_MS = 240_000

/** The faults that are caused while people write. */
interface Faults {
  /** `kill -9` of server processes, two of which run. */
  kills: number
  /** pg_terminate_backend of sessions of the servers, and of their listeners. */
  backends?: number
  listeners?: number
  /** Destroys every connection through the proxy. */
  cuts?: number
}

/**
 * People write while two servers are killed and restarted repeatedly; ends when all is quiet. Returns how many milliseconds after the last
 * fault everybody had everything.
 */
export async function crash(desk: CrashDesk, talkers: Talker[], faults: Faults): Promise<number> {
  let over = false
  const acknowledged = () => talkers.reduce((sum, one) => sum + one.acknowledged.size, 0)
  const moreTalk = async () => {
    const before = acknowledged()
    const enough = (now: number) => over || now >= before + BETWEEN_FAULTS
    await eventually('people talk on', acknowledged, enough, TALK_WITHIN_MS, desk.openFor)
  }
  let left = faults.kills
  const mortal = async () => {
    while (left-- > 0) {
      const server = await desk.start()
      await moreTalk()
      if (!server.alive) throw new Error('A server ended by itself.')
      await desk.kill(server)
    }
    await desk.start()
  }
  const repeat = async (times: number | undefined, fault: () => unknown) => {
    for (let n = 0; n < (times ?? 0); n++) {
      await moreTalk()
      await fault()
    }
  }
  const talking = Promise.all(talkers.map((one) => one.talk(() => over)))
  const working = Promise.all([
    mortal(),
    mortal(),
    repeat(faults.backends, () =>
      desk.sql(`${TERMINATE} ~ '^parley (staff|requester|auth)$' ORDER BY random() LIMIT 1`),
    ),
    repeat(faults.listeners, () => desk.sql(`${TERMINATE} = 'parley hints'`)),
    repeat(faults.cuts, () => desk.proxy.cut()),
  ])
  try {
    // The first failure explains the others.
    await desk.during(Promise.race([working, talking]))
  } finally {
    over = true
  }
  const from = performance.now()
  await talking
  for (const one of talkers) await one.follower.count((await logOf(desk, one)).length)
  const settledMs = Math.round(performance.now() - from)
  for (const { follower } of talkers) await follower.stop()
  return settledMs
}

const TERMINATE = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name'

/** All violations, as text; an empty list if there are none. */
export async function damage(desk: CrashDesk, talkers: Talker[]): Promise<string[]> {
  const found: string[] = []
  const kept = new Map(
    (await desk.sql<{ id: string; body: string }>('SELECT id, body FROM ticket_messages')).map((m) => [m.id, m.body]),
  )
  for (const { acknowledged, actor } of talkers) {
    for (const [id, body] of acknowledged)
      if (kept.get(id) !== body) found.push(`acknowledged to ${actor.name} and lost: ${body}`)
  }
  const twice = await desk.sql<{ body: string }>(
    'SELECT body FROM ticket_messages GROUP BY ticket_id, body HAVING count(*) > 1',
  )
  for (const { body } of twice) found.push(`there twice: ${body}`)
  found.push(...(await logViolations({ query: async (text: string) => ({ rows: await desk.sql(text) }) } as never)))
  for (const one of talkers) {
    const expected = await logOf(desk, one)
    if (JSON.stringify(one.follower.log) !== JSON.stringify(expected))
      found.push(`${one.actor.name} got ${JSON.stringify(one.follower.log)} instead of ${JSON.stringify(expected)}`)
    if (one.follower.resets.length > 0) found.push(`${one.actor.name} was reset: ${one.follower.resets.join(', ')}`)
  }
  return found
}

/** The log after the first message that a person should have, in the numbering of their audience. */
function logOf(desk: CrashDesk, { actor, ticketId }: Talker): Promise<Step[]> {
  const seq = actor.role === 'agent' ? 'seq' : 'public_seq'
  return desk.sql<Step & Record<string, unknown>>(
    `SELECT e.${seq} AS seq, m.body FROM ticket_events e JOIN ticket_messages m ON m.id = e.message_id
     WHERE e.ticket_id = $1 AND e.${seq} > 1 ORDER BY e.${seq}`,
    [Buffer.from(ticketId, 'base64').toString().split(':')[1]],
  )
}
