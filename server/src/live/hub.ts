import type { Logger } from '../platform/log.ts'
import type { Feed } from './feed.ts'
import { Group, type Produce } from './group.ts'
import type { Concerned } from './log.ts'
import { type Connection, Member, type Sink, SLOW_LIMIT_MS } from './member.ts'

/** How often slow members are checked, in milliseconds. */
const SWEEP_MS = 250

/** Why people leave a group that is no longer theirs. */
const APART = 'You take part in confidential tickets'

/** Describes how to serve a subscriber. */
export interface Follow {
  feed: Feed
  position: string
  /** Subscribers with the same key receive the same frames. */
  groupKey: string
  /** The identity that the group reads under; null for all staff. */
  userId: string | null
  produce: Produce
  sink: Sink
  connection: Connection
}

/** Requesters have inboxes of their own, and so do staff whom other tickets exist for than for all others, or whose filter is about themselves. */
const isOwnInbox = ({ feed, userId }: Group): boolean => feed.topic === 'inbox' && userId !== null

const isConcerned = ({ feed, userId }: Group, { userIds, allStaff }: Concerned): boolean =>
  userIds.has(userId!) || (allStaff && feed.name === 'inbox:staff')

/** The node's subscribers, in groups. Hints wake groups; groups read the log. */
export class Hub {
  readonly #groups = new Map<string, Group>()
  readonly #members = new Map<Member, Group>()
  readonly #log: Logger
  readonly #sweeper: NodeJS.Timeout

  constructor(log: Logger) {
    this.#log = log
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS)
    this.#sweeper.unref()
  }

  /** Starts serving a subscriber; returns a function to stop. */
  follow({ feed, position, groupKey, userId, produce, sink, connection }: Follow): { stop(): void; resume(): void } {
    let group = this.#groups.get(groupKey)
    if (!group) {
      const onError = (error: unknown) =>
        this.#log.warn({ err: (error as Error).message, feed: feed.topic }, 'a feed could not be read')
      group = new Group({ feed, key: groupKey, userId, position, produce, onError })
      this.#groups.set(groupKey, group)
    }
    const member = new Member(sink, connection, position)
    this.#members.set(member, group)
    // What they may see has changed since they asked.
    if (group.apart.has(connection.userId)) queueMicrotask(() => this.#sendBack([connection], APART))
    else group.join(member)
    const joined = group
    return { stop: () => this.#leave(member), resume: () => joined.resume(member) }
  }

  /** Wakes the groups of these topics, but not inboxes of one person each. `hintAt` is when the hint arrived, if there was one. */
  wake(topics: ReadonlySet<string>, hintAt?: number): void {
    for (const group of this.#groups.values()) {
      const { topic, alsoTopic } = group.feed
      const isMeant = (topics.has(topic) && !isOwnInbox(group)) || (alsoTopic !== undefined && topics.has(alsoTopic))
      if (isMeant) group.wake(hintAt)
    }
  }

  /** Wakes the inboxes of one person each whose tickets have changed; all of them, if it is not known whom a change concerns (null). */
  wakeOwnInboxes(concerned: Concerned | null, hintAt?: number): void {
    for (const group of this.#groups.values())
      if (isOwnInbox(group) && (concerned === null || isConcerned(group, concerned))) group.wake(hintAt)
  }

  /** Wakes the groups of these people (all, if undefined): what they may see has changed. */
  wakePeople(userIds: ReadonlySet<string> | undefined): void {
    for (const group of this.#groups.values())
      if (userIds === undefined || (group.userId !== null && userIds.has(group.userId))) group.wake()
  }

  /** Wakes every group, so that events whose hints were missed are read from the log. */
  wakeAll(): void {
    for (const group of this.#groups.values()) group.wake()
  }

  /** Whether inboxes of one person each are followed on this node: only then must a hint be resolved to people. */
  followsOwnInboxes(): boolean {
    return [...this.#groups.values()].some(isOwnInbox)
  }

  /** The connections of all members, without duplicates. */
  connections(): Set<Connection> {
    return new Set([...this.#members.keys()].map((member) => member.connection))
  }

  /**
   * Ends all subscriptions of this connection; nothing more is delivered to it from now on. Listeners are notified
   * immediately, since a peer that does not answer the close frame would stay present for seconds.
   */
  drop(connection: Connection): void {
    for (const member of [...this.#members.keys()])
      if (member.connection === connection) {
        this.#leave(member)
        member.sink.end()
      }
  }

  /** Closes all connections: their clients reconnect and resume from their cursors. */
  disconnect(): void {
    this.#sendBack(this.connections(), 'The database was restarted')
  }

  /** Ends the subscriptions of a group, after a last result if there is one: what they follow no longer exists for them. */
  end(groupKey: string, last?: string): void {
    for (const member of this.#membersOf(groupKey)) {
      this.#leave(member)
      if (last !== undefined) member.sink.send(last)
      member.sink.end()
    }
  }

  /** Closes the connections of a group: their clients resume from their cursors, in groups of their own. */
  regroup(groupKey: string): void {
    this.#sendBack(
      this.#membersOf(groupKey).map((member) => member.connection),
      'The desk has become private',
    )
  }

  /** Does the same with those of these people, of whom a group is no longer; to be called before what it has read is delivered. */
  separate(groupKey: string, userIds: ReadonlySet<string>): void {
    const group = this.#groups.get(groupKey)
    if (!group) return
    group.apart = userIds
    if (userIds.size === 0) return
    const connections = this.#membersOf(groupKey).map((member) => member.connection)
    this.#sendBack(
      connections.filter(({ userId }) => userIds.has(userId)),
      APART,
    )
  }

  #sendBack(connections: Iterable<Connection>, reason: string): void {
    for (const connection of new Set(connections)) {
      this.drop(connection)
      connection.close(1012, `${reason}: resume from your cursor`)
    }
  }

  #membersOf(groupKey: string): Member[] {
    return [...(this.#groups.get(groupKey)?.members ?? [])]
  }

  /** The number of subscriptions, for /metrics and for tests of leaks. */
  stats(): { groups: number; members: number } {
    return { groups: this.#groups.size, members: this.#members.size }
  }

  close(): void {
    clearInterval(this.#sweeper)
    for (const member of [...this.#members.keys()]) {
      this.#leave(member)
      member.sink.end()
    }
  }

  #leave(member: Member): void {
    member.ended = true
    const group = this.#members.get(member)
    if (!group) return
    this.#members.delete(member)
    group.members.delete(member)
    if (group.members.size > 0) return
    group.dispose()
    this.#groups.delete(group.key)
  }

  #sweep(): void {
    const since = Date.now() - SLOW_LIMIT_MS
    const stuck = [...this.#groups.values()].flatMap((group) => group.sweep(since))
    for (const { connection } of stuck) {
      this.#log.info({ user: connection.userId }, 'a subscriber was too slow and was disconnected')
      this.drop(connection)
      connection.close(1013, 'Too slow: resume from your cursor')
    }
  }
}
