import { randomUUID } from 'node:crypto'
import { eventually } from '../eventually.ts'
import { follow, type Follower } from '../follower.ts'
import { type Actor, type Answer, post } from '../testApp.ts'

/** The timeout of one attempt, and the pause before the next, in milliseconds. */
const ATTEMPT_MS = 10_000
const RETRY_MS = 200
/** The time by the writer’s clock, in milliseconds, after which a missing acknowledgement or delivery counts as lost. */
const HEARD_WITHIN_MS = 240_000

/** A person who follows a ticket, and sends the next message once the last one has been delivered live. */
export interface Talker {
  actor: Actor
  ticketId: string
  follower: Follower
  /** The acknowledged messages: client id to body. */
  acknowledged: Map<string, string>
  /** The number of attempts without a response. */
  retries: number
  /** The longest time until a response, in milliseconds. */
  longest: number
  /** The message that waited longest for its acknowledgement, by `clock`, and how its attempts ended. */
  worst: { waited: number; attempts: Record<string, number> }
  /** Sends messages until `enough`. Rejects if a message is not acknowledged or not delivered. */
  talk(enough: () => boolean): Promise<void>
}

/** Starts a person who writes in a ticket, from its cursor on. Their deadlines use `clock`. */
export function talker(
  url: string,
  actor: Actor,
  ticket: { id: string; cursor: string },
  clock: () => number = Date.now,
): Talker {
  const follower = follow(url, actor, ticket)
  const acknowledged = new Map<string, string>()
  const one: Talker = {
    actor,
    ticketId: ticket.id,
    follower,
    acknowledged,
    retries: 0,
    longest: 0,
    worst: { waited: 0, attempts: {} },
    talk: async (enough) => {
      for (let n = 1; !enough(); n++) {
        const clientId = randomUUID()
        const body = `${n} from ${actor.name}`
        const since = clock()
        const attempts: Record<string, number> = {}
        const send = async () => {
          const from = performance.now()
          const outcome = await sendOnce(url, actor, { ticketId: ticket.id, clientId, body })
          attempts[outcome] = (attempts[outcome] ?? 0) + 1
          if (outcome === ACKNOWLEDGED) one.longest = Math.max(one.longest, performance.now() - from)
          else one.retries++
          return attempts
        }
        const isDone = () => ACKNOWLEDGED in attempts
        await eventually('a message is acknowledged', send, isDone, HEARD_WITHIN_MS, clock)
        acknowledged.set(clientId, body)
        const waited = clock() - since
        if (waited > one.worst.waited) one.worst = { waited, attempts }
        const heard = () => ({
          heard: follower.log.some((step) => step.body === body),
          steps: follower.log.length,
          connections: follower.connections,
          closed: follower.closeCodes.slice(-3),
        })
        await eventually('an acknowledged message is delivered', heard, (now) => now.heard, HEARD_WITHIN_MS, clock)
      }
    },
  }
  return one
}

const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { message { body } errors { code } } }'

const ACKNOWLEDGED = 'acknowledged'

/**
 * How an attempt ended: acknowledged, or what is to be retried. Rejections are errors: only missing responses and SERVICE_UNAVAILABLE are
 * retried.
 */
async function sendOnce(url: string, actor: Actor, input: object): Promise<string> {
  // Given up like in the product's client: the server can see that nobody waits any more.
  const answer = await post(url, actor, REPLY, { input }, AbortSignal.timeout(ATTEMPT_MS)).catch(whyNot)
  const problem = typeof answer === 'string' ? answer : unavailable(answer)
  if (problem) {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    return problem
  }
  const { errors, data } = answer as Answer
  if (errors || data.reply.errors.length > 0) throw new Error(JSON.stringify(answer))
  return ACKNOWLEDGED
}

function unavailable({ errors }: Answer): string | undefined {
  const code = 'SERVICE_UNAVAILABLE'
  return errors?.every(({ extensions }) => extensions['code'] === code) ? code : undefined
}

function whyNot(error: Error & { cause?: { code?: string; message?: string } }): string {
  return error.cause?.code ?? error.cause?.message ?? error.message
}
