import type { Hub } from './hub.ts'
import type { Connection } from './member.ts'

/** Says which of these sign-ins still stand, by their ids. */
export type StillValid = (refs: (Connection['signIn'] & { userId: string; role: string })[]) => Promise<Set<string>>

/** Ends the connections of people who have signed out, were disabled or have another role now. */
export class Rights {
  /** Every open socket; subscribers over HTTP are known by the hub. */
  readonly connections = new Set<Connection>()
  /** Called after rights have changed: whose, or (undefined) perhaps anybody's. */
  readonly watchers = new Set<(userIds: ReadonlySet<string> | undefined) => void>()
  readonly #hub: Hub
  readonly #stillValid: StillValid
  #seen = -1n
  /** The check under way for the latest count. */
  #checking: { upTo: bigint; done: Promise<void> } | undefined

  constructor(hub: Hub, stillValid: StillValid) {
    this.#hub = hub
    this.#stillValid = stillValid
  }

  /**
   * Takes a connection in, and says whether its sign-in still stands: who it is may have been remembered from before a
   * revocation. Known first and asked after, so that no revocation can fall in between.
   */
  async admit(connection: Connection): Promise<boolean> {
    this.connections.add(connection)
    const { signIn, userId, role } = connection
    const valid = await this.#stillValid([{ ...signIn, userId, role }]).catch((error: unknown) => {
      this.connections.delete(connection)
      throw error
    })
    if (valid.has(signIn.id)) return true
    this.connections.delete(connection)
    return false
  }

  /**
   * Called with the number of revocations that a read has seen, before anything it read is delivered: an event that was
   * committed after somebody lost their rights is never delivered to them.
   */
  async seen(revocations: bigint): Promise<void> {
    if (revocations <= this.#seen) return
    // Many groups see the same count at once: one check is enough for all of them.
    if (this.#checking && this.#checking.upTo >= revocations) return this.#checking.done
    const checking = { upTo: revocations, done: this.#checkUpTo(revocations) }
    this.#checking = checking
    try {
      await checking.done
    } finally {
      if (this.#checking === checking) this.#checking = undefined
    }
  }

  async #checkUpTo(revocations: bigint): Promise<void> {
    await this.check()
    // A check that began later may have ended earlier.
    if (revocations > this.#seen) this.#seen = revocations
  }

  /** Checks all connections, or those of some people, and ends those whose sign-in is no longer valid. */
  async check(userIds?: ReadonlySet<string>): Promise<void> {
    await this.#look([...this.#open()].filter(({ userId }) => !userIds || userIds.has(userId)))
    for (const watch of this.watchers) watch(userIds)
  }

  /** Ends connections whose sign-in has run out. */
  expire(now: number): void {
    for (const connection of this.#open()) {
      const { expiresAt } = connection.signIn
      if (expiresAt && expiresAt.getTime() <= now) this.#end(connection)
    }
  }

  #open(): Set<Connection> {
    return new Set([...this.connections, ...this.#hub.connections()])
  }

  async #look(connections: Connection[]): Promise<void> {
    // Role by role: the same sign-in may be here in the role it had and in the one it has.
    for (const role of new Set(connections.map((connection) => connection.role))) {
      const asked = connections.filter((connection) => connection.role === role)
      const refs = new Map(asked.map(({ signIn, userId }) => [signIn.id, { ...signIn, userId, role }]))
      const valid = await this.#stillValid([...refs.values()])
      for (const connection of asked) if (!valid.has(connection.signIn.id)) this.#end(connection)
    }
  }

  #end(connection: Connection): void {
    connection.isRevoked = true
    this.connections.delete(connection)
    this.#hub.drop(connection)
    connection.close(4403, 'Signed out')
  }
}
