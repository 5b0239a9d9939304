import { randomUUID } from 'node:crypto'
import { eventually } from '../eventually.ts'
import { follow, type Follower } from '../follower.ts'
import { type Actor, type Answer, post } from '../testApp.ts'

/** How long one attempt may take, and the pause before the next, in milliseconds. */
const ATTEMPT_MS = 10_000
const RETRY_MS = 200
/** A message that is not acknowledged, or does not come back, after so long with a server is lost. In milliseconds. */
const HEARD_WITHIN_MS = 240_000

/** Somebody who follows a ticket, and says the next thing once the last one has come back live. */
export interface Talker {
  actor: Actor
  ticketId: string
  follower: Follower
  /** What was acknowledged: client id to body. */
  acknowledged: Map<string, string>
  /** Attempts that got no answer. */
  retries: number
  /** Talks until `enough`. Rejects when a message is not acknowledged, or not heard. */
  talk(enough: () => boolean): Promise<void>
}

/** Lets somebody talk in a ticket, from its cursor on. Their deadlines use `clock`. */
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
    talk: async (enough) => {
      for (let n = 1; !enough(); n++) {
        const clientId = randomUUID()
        const body = `${n} from ${actor.name}`
        const send = () => sendOnce(url, actor, { ticketId: ticket.id, clientId, body })
        await eventually('a message is acknowledged', send, (done) => done || !++one.retries, HEARD_WITHIN_MS, clock)
        acknowledged.set(clientId, body)
        const heard = () => ({
          heard: follower.log.some((step) => step.body === body),
          steps: follower.log.length,
          connections: follower.connections,
          closed: follower.closeCodes.slice(-3),
        })
        await eventually('an acknowledged message is heard', heard, (now) => now.heard, HEARD_WITHIN_MS, clock)
      }
    },
  }
  return one
}

const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { message { body } errors { code } } }'

/** Whether the message was acknowledged. A refusal is an error: only silence and SERVICE_UNAVAILABLE are tried again. */
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
