import { isStaffRole } from '../platform/database/identity.ts'
import type pg from 'pg'
import { isLoopback, networkOf } from '../platform/http/clientIp.ts'
import { currentRequest } from '../platform/requestScope.ts'
import { type Bucket, SharedBuckets } from '../platform/sharedBuckets.ts'
import { RequestError } from '../platform/userError.ts'
import type { Viewer } from './viewer.ts'

/** How many at once, and how many a second after that. */
type Rate = Pick<Bucket, 'burst' | 'perSecond'>

/** What is limited. `changes` are edits, and every mutation that is nothing else. */
export type RateKind = 'tickets' | 'messages' | 'changes' | 'searches' | 'uploads' | 'sockets'

/** The rates of one buyer or seller; docs/limits.md lists them. */
const RATES: Record<RateKind, Rate> = {
  tickets: { burst: 10, perSecond: 1 / 6 },
  messages: { burst: 20, perSecond: 2 },
  changes: { burst: 60, perSecond: 6 },
  searches: { burst: 30, perSecond: 3 },
  uploads: { burst: 40, perSecond: 2 },
  sockets: { burst: 50, perSecond: 2 },
}
/** How much more staff and programs with an API token may do. */
const TRUSTED = 5
/** How much more all buyers and sellers of one address may do together: a school or an office has one. */
const ADDRESS = 10

const MESSAGES: Record<RateKind, string> = {
  tickets: 'Too many new tickets.',
  messages: 'Too many messages.',
  changes: 'Too many changes.',
  searches: 'Too many searches.',
  uploads: 'Too many uploads.',
  sockets: 'Too many connections.',
}

/** How many actions of each kind a request has. */
export type Costs = ReadonlyMap<RateKind, number>

/** One new connection: a WebSocket, or a stream of server-sent events. */
export const ONE_SOCKET: Costs = new Map([['sockets', 1]])

type Limited = Pick<Viewer, 'id' | 'role' | 'signIn'>

/** Limits how often people act, on all nodes together: each person, and all people of one address. */
export class RateLimits {
  readonly #buckets: SharedBuckets
  readonly #enabled: boolean

  constructor(pool: pg.Pool, { enabled = true, now }: { enabled?: boolean; now?: (() => number) | undefined } = {}) {
    this.#buckets = new SharedBuckets(pool, now)
    this.#enabled = enabled
  }

  /** Throws RATE_LIMITED if this node knows that these actions are too many, without asking the database. */
  check(viewer: Limited, costs: Costs): void {
    if (!this.#enabled) return
    for (const kind of costs.keys()) refuse(kind, this.#buckets.knownWait(bucketsOf(kind, viewer)))
  }

  /** Whether these actions were too many a moment ago, so that they probably are again. */
  wereTooMany(viewer: Limited, costs: Costs): boolean {
    return this.#enabled && [...costs.keys()].some((kind) => this.#buckets.wasEmpty(bucketsOf(kind, viewer)))
  }

  /** Counts these actions. Throws RATE_LIMITED if they are too many; the viewer may have to wait for each kind. */
  async take(viewer: Limited, costs: Costs): Promise<void> {
    if (!this.#enabled) return
    for (const [kind, count] of costs) refuse(kind, await this.#buckets.take(bucketsOf(kind, viewer), count))
  }

  /** Counts one action of an address whose person is not known yet. Returns how many seconds to wait. */
  async takeForAddress(kind: RateKind, ip: string): Promise<number> {
    const bucket = this.#enabled && addressBucket(kind, ip)
    return bucket ? secondsOf(await this.#buckets.take([bucket], 1)) : 0
  }
}

/** The buckets from which a viewer's action takes: their own first. */
function bucketsOf(kind: RateKind, { id, role, signIn }: Limited): Bucket[] {
  const isProgram = signIn.kind === 'token'
  const trusted = isProgram || isStaffRole(role)
  // All tokens of a person share a bucket, or more tokens would allow more.
  const own: Bucket = {
    name: `${kind} ${trusted ? signIn.kind : 'person'} ${id}`,
    ...times(kind, trusted ? TRUSTED : 1),
  }
  // Against many accounts of one attacker. Only buyers and sellers can sign up.
  const address = isStaffRole(role) ? undefined : addressBucket(kind, currentRequest()?.ip)
  return address ? [own, address] : [own]
}

/** Requests from the machine itself have no address in common but that of its proxy. */
function addressBucket(kind: RateKind, ip = '127.0.0.1'): Bucket | undefined {
  return isLoopback(ip) ? undefined : { name: `${kind} address ${networkOf(ip)}`, ...times(kind, ADDRESS) }
}

function times(kind: RateKind, factor: number): Rate {
  const { burst, perSecond } = RATES[kind]
  return { burst: burst * factor, perSecond: perSecond * factor }
}

function secondsOf(waitMs: number): number {
  return Math.ceil(waitMs / 1_000)
}

function refuse(kind: RateKind, waitMs: number): void {
  if (waitMs <= 0) return
  const seconds = secondsOf(waitMs)
  throw new RequestError('RATE_LIMITED', `${MESSAGES[kind]} Try again in ${seconds} s.`, seconds)
}
