import type { Claim } from './claims.ts'

/** Staff see everything; requesters see each other, and of staff only that they type a reply. */
export type Side = 'staff' | 'requester'

/** What one person is doing in a ticket, as one side sees it. */
export interface Doings {
  userId: string
  isOnline: boolean
  isTyping: boolean
  isViewing: boolean
}

/** A change, at its place among all changes that this node has heard of. */
export interface Change extends Doings {
  version: number
}

interface Person {
  isStaff: boolean
  /** Until when, by node: each node answers for its own sockets. */
  viewing: Map<string, number>
  typing: number
  noting: number
  /** What each side was told last, and when: a change that a side cannot see must not make it hear anything. */
  told: Record<Side, { key: string; version: number }>
}

const SIDES: Side[] = ['staff', 'requester']
const NOTHING = '000'

/**
 * Who is doing what in which ticket, as this node has heard: leases that run out unless they are renewed. Kept in memory
 * alone; times are milliseconds of whatever clock the caller goes by.
 */
export class Rooms {
  readonly #rooms = new Map<string, Map<string, Person>>()
  readonly #online = new Map<string, Map<string, number>>()
  /** The tickets in which somebody stands, online or not. */
  readonly #places = new Map<string, Set<string>>()
  readonly #changed: (ticketId: string, side: Side) => void
  #version = 0

  constructor(changed: (ticketId: string, side: Side) => void) {
    this.#changed = changed
  }

  /** Takes in what a node claims of people. */
  hear(node: string, claims: readonly Claim[], now: number): void {
    for (const claim of claims) {
      const until = claim.ms > 0 ? now + claim.ms : 0
      if (claim.doing === 'online') this.#setOnline(claim.userId, node, until)
      else this.#setDoing(node, claim, until)
    }
  }

  /** Who belongs to a ticket whatever they are doing: whether they are online is of interest too. */
  list(ticketId: string, people: readonly { id: string; isStaff: boolean }[]): void {
    for (const { id, isStaff } of people) this.#tell(ticketId, id, this.#person(ticketId, id, isStaff))
  }

  /** What has changed in a ticket after a version, for one side, in order. After 0 come all who are doing anything. */
  after(ticketId: string, side: Side, version: number): Change[] {
    const found: Change[] = []
    for (const [userId, person] of this.#rooms.get(ticketId) ?? []) {
      const told = person.told[side]
      if (told.version > version && (version > 0 || told.key !== NOTHING))
        found.push({ ...this.#doings(userId, person, side), version: told.version })
    }
    return found.sort((a, b) => a.version - b.version)
  }

  /** Ends leases that have run out, and forgets rooms in which nothing happens and which nobody follows here. */
  sweep(now: number, isFollowed: (ticketId: string) => boolean): void {
    for (const [userId, nodes] of this.#online)
      for (const [node, until] of nodes) if (until <= now) this.#setOnline(userId, node, 0)
    for (const [ticketId, people] of this.#rooms) {
      for (const [userId, person] of people) {
        for (const [node, until] of person.viewing) if (until <= now) this.#leave(person, node)
        if (person.typing <= now) person.typing = 0
        if (person.noting <= now) person.noting = 0
        this.#tell(ticketId, userId, person)
      }
      if (!isFollowed(ticketId) && [...people.values()].every(isIdle)) this.#forget(ticketId, people)
    }
  }

  /** How many rooms are remembered: for tests of leaks. */
  get size(): number {
    return this.#rooms.size
  }

  #setDoing(node: string, { doing, ticketId, userId, isStaff }: Claim, until: number): void {
    const person = this.#person(ticketId, userId, isStaff)
    person.isStaff = isStaff
    if (doing === 'typing') person.typing = until
    else if (doing === 'noting') person.noting = until
    else if (until > 0) person.viewing.set(node, until)
    else this.#leave(person, node)
    this.#tell(ticketId, userId, person)
  }

  /** Who no longer looks at a ticket in any tab types in none. */
  #leave(person: Person, node: string): void {
    if (!person.viewing.delete(node) || person.viewing.size > 0) return
    person.typing = 0
    person.noting = 0
  }

  #setOnline(userId: string, node: string, until: number): void {
    const nodes = this.#online.get(userId) ?? new Map<string, number>()
    if (until > 0) nodes.set(node, until)
    else nodes.delete(node)
    if (nodes.size > 0) this.#online.set(userId, nodes)
    else this.#online.delete(userId)
    for (const ticketId of this.#places.get(userId) ?? [])
      this.#tell(ticketId, userId, this.#rooms.get(ticketId)!.get(userId)!)
  }

  #person(ticketId: string, userId: string, isStaff: boolean): Person {
    const room = this.#rooms.get(ticketId) ?? new Map<string, Person>()
    this.#rooms.set(ticketId, room)
    const known = room.get(userId)
    if (known) return known
    const told = () => ({ key: NOTHING, version: 0 })
    const person: Person = {
      isStaff,
      viewing: new Map(),
      typing: 0,
      noting: 0,
      told: { staff: told(), requester: told() },
    }
    room.set(userId, person)
    this.#places.set(userId, (this.#places.get(userId) ?? new Set()).add(ticketId))
    return person
  }

  #doings(userId: string, person: Person, side: Side): Doings {
    const isTyping = person.typing > 0 || (side === 'staff' && person.noting > 0)
    // Requesters hear of staff when they begin and stop to type a reply, and at no other moment.
    if (side === 'requester' && person.isStaff) return { userId, isTyping, isOnline: isTyping, isViewing: false }
    const isViewing = person.viewing.size > 0
    return { userId, isTyping, isOnline: isViewing || this.#online.has(userId), isViewing }
  }

  #tell(ticketId: string, userId: string, person: Person): void {
    for (const side of SIDES) {
      const { isOnline, isTyping, isViewing } = this.#doings(userId, person, side)
      const key = `${+isTyping}${+isViewing}${+isOnline}`
      const told = person.told[side]
      if (told.key === key) continue
      person.told[side] = { key, version: ++this.#version }
      this.#changed(ticketId, side)
    }
  }

  #forget(ticketId: string, people: Map<string, Person>): void {
    this.#rooms.delete(ticketId)
    for (const userId of people.keys()) {
      const places = this.#places.get(userId)
      places?.delete(ticketId)
      if (places?.size === 0) this.#places.delete(userId)
    }
  }
}

function isIdle({ viewing, typing, noting }: Person): boolean {
  return viewing.size === 0 && typing === 0 && noting === 0
}
