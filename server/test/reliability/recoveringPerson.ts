import { randomUUID } from 'node:crypto'
import { eventually } from '../eventually.ts'
import { follow, type Follower } from '../follower.ts'
import { type Actor, post } from '../testApp.ts'

const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { message { id } errors { code } } }'
const KNOWN = 'query ($ids: [ID!]!) { knownClientIds(clientIds: $ids) }'
const HEAD = `query ($id: ID!, $after: String) { ticket(id: $id) { cursor timeline(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { seq ... on MessageEntry { message { body } } } } } } }`

/** Somebody who follows and writes in a ticket as the product's client does: after a reset, loads the log and sends again what it lacks. */
export class RecoveringPerson {
  /** What was acknowledged: client id to body. */
  readonly acknowledged = new Map<string, string>()
  readonly #url: string
  readonly #actor: Actor
  readonly #ticketId: string
  #loaded = new Map<number, string>()
  #follower: Follower | undefined
  #watch: NodeJS.Timeout | undefined
  #recovering: Promise<void> | undefined

  constructor(url: string, actor: Actor, ticketId: string) {
    this.#url = url
    this.#actor = actor
    this.#ticketId = ticketId
  }

  /** The id of the ticket in the database. */
  get ticketUuid(): string {
    return Buffer.from(this.#ticketId, 'base64').toString().split(':')[1]!
  }

  /** Loads the log, follows it, and recovers after each reset. */
  async start(): Promise<void> {
    await this.#load()
    this.#watch = setInterval(() => {
      if (this.#follower!.resets.length > 0) this.#recovering ??= this.#recover()
    }, 100)
  }

  /** The bodies on screen by seq: what was loaded, and what was delivered since. */
  shown(): Map<number, string> {
    return new Map([...this.#loaded, ...this.#follower!.log.map(({ seq, body }): [number, string] => [seq, body])])
  }

  /** The number of deliveries of a seq that was already shown. */
  repeated(): number {
    const { log } = this.#follower!
    return log.filter(({ seq }, n) => this.#loaded.has(seq) || log.findIndex((other) => other.seq === seq) < n).length
  }

  /** Sends a message until it is acknowledged. */
  async say(body: string, clientId: string = randomUUID()): Promise<void> {
    const input = { ticketId: this.#ticketId, clientId, body }
    await this.#answered(REPLY, { input })
    this.acknowledged.set(clientId, body)
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch)
    await this.#follower?.stop()
  }

  /** Whether it is following without a reset. */
  isSettled = (): boolean => this.#recovering === undefined && this.#follower!.resets.length === 0

  async #recover(): Promise<void> {
    await this.#follower!.stop()
    await this.#load()
    const ids = [...this.acknowledged.keys()].slice(-200)
    const known = new Set((await this.#answered(KNOWN, { ids })).knownClientIds as string[])
    for (const id of ids) if (!known.has(id)) await this.say(this.acknowledged.get(id)!, id)
    this.#recovering = undefined
  }

  async #load(): Promise<void> {
    const loaded = new Map<number, string>()
    let cursor: string | null = null
    for (let after: string | null = null, more = true; more;) {
      const { ticket } = await this.#answered(HEAD, { id: this.#ticketId, after })
      // That of the last page: an operation reads one moment, and earlier pages do not grow.
      cursor = ticket.cursor
      for (const { node } of ticket.timeline.edges) loaded.set(node.seq, node.message?.body)
      more = ticket.timeline.pageInfo.hasNextPage
      after = ticket.timeline.pageInfo.endCursor
    }
    this.#loaded = loaded
    this.#follower = follow(this.#url, this.#actor, { id: this.#ticketId, cursor })
  }

  async #answered(query: string, variables: object): Promise<any> {
    const send = () => post(this.#url, this.#actor, query, variables as never).catch(() => undefined)
    const answer = await eventually('the desk answers', send, (got) => got?.data != null && !got.errors, 240_000)
    return answer!.data
  }
}
