import { randomUUID } from 'node:crypto'
import { eventually } from '../eventually.ts'
import { follow, type Follower } from '../follower.ts'
import { type Actor, type Answer, post } from '../testApp.ts'

/** The timeout of one attempt, and the pause before the next, in milliseconds. */
const ATTEMPT_MS = 10_000
const RETRY_MS = 200
/** The time with a server, in milliseconds, after which a missing acknowledgement or delivery counts as lost. */
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
    talk: async (enough) => {
      for (let n = 1; !enough(); n++) {
        const clientId = randomUUID()
        const body = `${n} from ${actor.name}`
        const send = async () => {
          const from = performance.now()
          const done = await sendOnce(url, actor, { ticketId: ticket.id, clientId, body })
          if (done) one.longest = Math.max(one.longest, performance.now() - from)
          return done
        }
        await eventually('a message is acknowledged', send, (done) => done || !++one.retries, HEARD_WITHIN_MS, clock)
        acknowledged.set(clientId, body)
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

/** Whether the message was acknowledged. Rejections are errors: only missing responses and SERVICE_UNAVAILABLE are retried. */
async function sendOnce(url: string, actor: Actor, input: object): Promise<boolean> {
  const answer = await Promise.race<Answer | undefined>([
    post(url, actor, REPLY, { input }).catch(() => undefined),
    new Promise((resolve) => {
      AbortSignal.timeout(ATTEMPT_MS).addEventListener('abort', () => resolve(undefined))
    }),
  ])
  if (!answer || answer.errors?.every(({ extensions }) => extensions['code'] === 'SERVICE_UNAVAILABLE')) {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    return false
  }
  if (answer.errors || answer.data.reply.errors.length > 0) throw new Error(JSON.stringify(answer))
  return true
}
