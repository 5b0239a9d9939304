import type { Connection } from '../live/member.ts'

/** Limits the open sockets of a person on this node: the newest stay open, the oldest are closed. */
export class SocketLimit {
  readonly #max: number
  /** Oldest first. */
  readonly #open = new Map<string, Set<Connection>>()

  constructor(max: number) {
    this.#max = max
  }

  /** Adds a socket; closes the person's oldest if they have too many. */
  add(connection: Connection): void {
    const { userId } = connection
    const own = this.#open.get(userId) ?? new Set()
    this.#open.set(userId, own.add(connection))
    if (own.size <= this.#max) return
    const [oldest] = own
    this.remove(oldest!)
    oldest!.close(4430, 'Too many connections')
  }

  remove(connection: Connection): void {
    const own = this.#open.get(connection.userId)
    if (own?.delete(connection) && own.size === 0) this.#open.delete(connection.userId)
  }
}
