import type { Side } from '../log/audienceScope.ts'
import type { Activity, Lease } from './leases.ts'

type Typing = Exclude<Activity, 'viewing' | 'online'>

/** What each side sees somebody type. */
const SEEN: Record<Side, readonly Typing[]> = {
  staff: ['typing', 'noting', 'typing_requester', 'typing_shop'],
  requester: ['typing', 'typing_requester'],
  shop: ['typing', 'typing_shop'],
}

/** What one person is doing in a ticket, as one audience sees it. */
export interface PersonPresence {
  userId: string
  isOnline: boolean
  isTyping: boolean
  isViewing: boolean
}

/** A change, numbered in the order in which this node received it. */
export interface Change extends PersonPresence {
  version: number
}

interface Person {
  side: Side
  /** When each lease expires, by node: each node reports its own sockets. */
  viewing: Map<string, number>
  typing: Partial<Record<Typing, number>>
  /** What each side was last sent, and in which version: a change that a side cannot see must not notify it. */
  published: Record<Side, { key: string; version: number }>
}

const SIDES: Side[] = ['staff', 'requester', 'shop']
const NOTHING = '000'

/**
 * Who is viewing or typing in which ticket: leases that expire unless they are renewed. Kept in memory only; times are
 * milliseconds of the caller's clock.
 */
export class Rooms {
  readonly #rooms = new Map<string, Map<string, Person>>()
  readonly #online = new Map<string, Map<string, number>>()
  /** The tickets whose presence includes a person, online or not. */
  readonly #ticketsByPerson = new Map<string, Set<string>>()
  readonly #changed: (ticketId: string, side: Side) => void
  #version = 0

  constructor(changed: (ticketId: string, side: Side) => void) {
    this.#changed = changed
  }

  /** Applies leases received from a node. */
  receive(node: string, leases: readonly Lease[], now: number): void {
    for (const lease of leases) {
      const until = lease.ms > 0 ? now + lease.ms : 0
      if (lease.activity === 'online') this.#setOnline(lease.userId, node, until)
      else this.#setActivity(node, lease, until)
    }
  }

  /** Adds the people of a ticket, so that their online status is published even while they do nothing in it. */
  list(ticketId: string, people: readonly { id: string; side: Side }[]): void {
    for (const { id, side } of people) this.#publish(ticketId, id, this.#person(ticketId, id, side))
  }

  /** The changes in a ticket after a version, for one side, in order. After version 0: everyone who is active. */
  after(ticketId: string, side: Side, version: number): Change[] {
    const found: Change[] = []
    for (const [userId, person] of this.#rooms.get(ticketId) ?? []) {
      const published = person.published[side]
      if (published.version > version && (version > 0 || published.key !== NOTHING))
        found.push({ ...this.#presenceOf(userId, person, side), version: published.version })
    }
    return found.sort((a, b) => a.version - b.version)
  }

  /** Ends expired leases and removes idle rooms that nobody follows on this node. */
  sweep(now: number, isFollowed: (ticketId: string) => boolean): void {
    for (const [userId, nodes] of this.#online)
      for (const [node, until] of nodes) if (until <= now) this.#setOnline(userId, node, 0)
    for (const [ticketId, people] of this.#rooms) {
      for (const [userId, person] of people) {
        for (const [node, until] of person.viewing) if (until <= now) this.#leave(person, node)
        for (const typing of SEEN.staff) if ((person.typing[typing] ?? 0) <= now) delete person.typing[typing]
        this.#publish(ticketId, userId, person)
      }
      if (!isFollowed(ticketId) && [...people.values()].every(isIdle)) this.#remove(ticketId, people)
    }
  }

  /** Whether a person is online on any node, as far as this node knows. */
  isOnline(userId: string, now: number): boolean {
    return [...(this.#online.get(userId)?.values() ?? [])].some((until) => until > now)
  }

  /** The number of rooms kept, for leak tests. */
  get size(): number {
    return this.#rooms.size
  }

  #setActivity(node: string, { activity, ticketId, userId, side }: Lease, until: number): void {
    const person = this.#person(ticketId, userId, side)
    person.side = side
    if (activity !== 'viewing') person.typing[activity as Typing] = until
    else if (until > 0) person.viewing.set(node, until)
    else this.#leave(person, node)
    this.#publish(ticketId, userId, person)
  }

  /** A person who no longer views a ticket in any tab has stopped typing too. */
  #leave(person: Person, node: string): void {
    if (!person.viewing.delete(node) || person.viewing.size > 0) return
    person.typing = {}
  }

  #setOnline(userId: string, node: string, until: number): void {
    const nodes = this.#online.get(userId) ?? new Map<string, number>()
    if (until > 0) nodes.set(node, until)
    else nodes.delete(node)
    if (nodes.size > 0) this.#online.set(userId, nodes)
    else this.#online.delete(userId)
    for (const ticketId of this.#ticketsByPerson.get(userId) ?? [])
      this.#publish(ticketId, userId, this.#rooms.get(ticketId)!.get(userId)!)
  }

  #person(ticketId: string, userId: string, side: Side): Person {
    const room = this.#rooms.get(ticketId) ?? new Map<string, Person>()
    this.#rooms.set(ticketId, room)
    const known = room.get(userId)
    if (known) return known
    const published = () => ({ key: NOTHING, version: 0 })
    const person: Person = {
      side,
      viewing: new Map(),
      typing: {},
      published: { staff: published(), requester: published(), shop: published() },
    }
    room.set(userId, person)
    this.#ticketsByPerson.set(userId, (this.#ticketsByPerson.get(userId) ?? new Set()).add(ticketId))
    return person
  }

  #presenceOf(userId: string, person: Person, side: Side): PersonPresence {
    const isTyping = SEEN[side].some((typing) => (person.typing[typing] ?? 0) > 0)
    // Of the other sides one only learns when they start and stop typing something that one will read.
    if (side !== 'staff' && side !== person.side) return { userId, isTyping, isOnline: isTyping, isViewing: false }
    const isViewing = person.viewing.size > 0
    return { userId, isTyping, isOnline: isViewing || this.#online.has(userId), isViewing }
  }

  #publish(ticketId: string, userId: string, person: Person): void {
    for (const side of SIDES) {
      const { isOnline, isTyping, isViewing } = this.#presenceOf(userId, person, side)
      const key = `${+isTyping}${+isViewing}${+isOnline}`
      const published = person.published[side]
      if (published.key === key) continue
      person.published[side] = { key, version: ++this.#version }
      this.#changed(ticketId, side)
    }
  }

  #remove(ticketId: string, people: Map<string, Person>): void {
    this.#rooms.delete(ticketId)
    for (const userId of people.keys()) {
      const places = this.#ticketsByPerson.get(userId)
      places?.delete(ticketId)
      if (places?.size === 0) this.#ticketsByPerson.delete(userId)
    }
  }
}

function isIdle({ viewing, typing }: Person): boolean {
  return viewing.size === 0 && Object.values(typing).every((until) => until === 0)
}
