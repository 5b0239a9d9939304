import type { Hub } from './hub.ts'
import type { Connection } from './member.ts'

/** Returns which of these sign-ins are still valid, by their ids. */
export type StillValid = (refs: (Connection['signIn'] & { userId: string; role: string })[]) => Promise<Set<string>>

/** Ends the connections of people who signed out, were disabled or changed role. */
export class Rights {
  /** Every open socket; the hub knows subscribers over HTTP. */
  readonly connections = new Set<Connection>()
  /** Called after rights have changed, with the affected people, or undefined if anyone may be affected. */
  readonly watchers = new Set<(userIds: ReadonlySet<string> | undefined) => void>()
  readonly #hub: Hub
  readonly #stillValid: StillValid
  #seen = -1n
  /** The running check for the latest count. */
  #checking: { upTo: bigint; done: Promise<void> } | undefined

  constructor(hub: Hub, stillValid: StillValid) {
    this.#hub = hub
    this.#stillValid = stillValid
  }

  /**
   * Registers a connection, then returns whether its sign-in is still valid: the cached sign-in may be older than a revocation.
   * Registering before checking ensures that no revocation is missed in between.
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
   * Called with the number of revocations that a read has seen, before its events are delivered: an event committed after a
   * person lost access is never delivered to them.
   */
  async seen(revocations: bigint): Promise<void> {
    if (revocations <= this.#seen) return
    // Many groups see the same count at once: one check serves all of them.
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
    // A check that started later may have ended earlier.
    if (revocations > this.#seen) this.#seen = revocations
  }

  /** Checks all connections, or those of some people, and ends those whose sign-in is no longer valid. */
  async check(userIds?: ReadonlySet<string>): Promise<void> {
    await this.#look([...this.#open()].filter(({ userId }) => !userIds || userIds.has(userId)))
    for (const watch of this.watchers) watch(userIds)
  }

  /** Ends connections whose sign-in has expired. */
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
    // Checked per role: the same sign-in may be connected with both its old and its current role.
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
