import type { Lease } from './leases.ts'

/** Staff see everything; requesters see each other, and of staff only when they type a reply. */
export type PresenceAudience = 'staff' | 'requester'

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
  isStaff: boolean
  /** When each lease expires, by node: each node reports its own sockets. */
  viewing: Map<string, number>
  typing: number
  noting: number
  /** What each audience was last sent, and in which version: a change that an audience cannot see must not notify it. */
  published: Record<PresenceAudience, { key: string; version: number }>
}

const AUDIENCES: PresenceAudience[] = ['staff', 'requester']
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
  readonly #changed: (ticketId: string, audience: PresenceAudience) => void
  #version = 0

  constructor(changed: (ticketId: string, audience: PresenceAudience) => void) {
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
  list(ticketId: string, people: readonly { id: string; isStaff: boolean }[]): void {
    for (const { id, isStaff } of people) this.#publish(ticketId, id, this.#person(ticketId, id, isStaff))
  }

  /** The changes in a ticket after a version, for one audience, in order. After version 0: everyone who is active. */
  after(ticketId: string, audience: PresenceAudience, version: number): Change[] {
    const found: Change[] = []
    for (const [userId, person] of this.#rooms.get(ticketId) ?? []) {
      const published = person.published[audience]
      if (published.version > version && (version > 0 || published.key !== NOTHING))
        found.push({ ...this.#presenceOf(userId, person, audience), version: published.version })
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
        if (person.typing <= now) person.typing = 0
        if (person.noting <= now) person.noting = 0
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

  #setActivity(node: string, { activity, ticketId, userId, isStaff }: Lease, until: number): void {
    const person = this.#person(ticketId, userId, isStaff)
    person.isStaff = isStaff
    if (activity === 'typing') person.typing = until
    else if (activity === 'noting') person.noting = until
    else if (until > 0) person.viewing.set(node, until)
    else this.#leave(person, node)
    this.#publish(ticketId, userId, person)
  }

  /** A person who no longer views a ticket in any tab has stopped typing too. */
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
    for (const ticketId of this.#ticketsByPerson.get(userId) ?? [])
      this.#publish(ticketId, userId, this.#rooms.get(ticketId)!.get(userId)!)
  }

  #person(ticketId: string, userId: string, isStaff: boolean): Person {
    const room = this.#rooms.get(ticketId) ?? new Map<string, Person>()
    this.#rooms.set(ticketId, room)
    const known = room.get(userId)
    if (known) return known
    const published = () => ({ key: NOTHING, version: 0 })
    const person: Person = {
      isStaff,
      viewing: new Map(),
      typing: 0,
      noting: 0,
      published: { staff: published(), requester: published() },
    }
    room.set(userId, person)
    this.#ticketsByPerson.set(userId, (this.#ticketsByPerson.get(userId) ?? new Set()).add(ticketId))
    return person
  }

  #presenceOf(userId: string, person: Person, audience: PresenceAudience): PersonPresence {
    const isTyping = person.typing > 0 || (audience === 'staff' && person.noting > 0)
    // Requesters only learn when staff start and stop typing a reply.
    if (audience === 'requester' && person.isStaff) return { userId, isTyping, isOnline: isTyping, isViewing: false }
    const isViewing = person.viewing.size > 0
    return { userId, isTyping, isOnline: isViewing || this.#online.has(userId), isViewing }
  }

  #publish(ticketId: string, userId: string, person: Person): void {
    for (const audience of AUDIENCES) {
      const { isOnline, isTyping, isViewing } = this.#presenceOf(userId, person, audience)
      const key = `${+isTyping}${+isViewing}${+isOnline}`
      const published = person.published[audience]
      if (published.key === key) continue
      person.published[audience] = { key, version: ++this.#version }
      this.#changed(ticketId, audience)
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

function isIdle({ viewing, typing, noting }: Person): boolean {
  return viewing.size === 0 && typing === 0 && noting === 0
}
