import type { Batch, Feed } from '../live/feed.ts'
import { isApart, isRestricted, readRevocations, readSharedAccess, readViewerShops, ticketExists } from '../live/log.ts'
import type { Frame } from '../live/member.ts'
import { type Identity, isStaffRole } from '../platform/database/identity.ts'

/** What a viewer may see when they subscribe, if it can change without their signing in again. */
export interface Access {
  /** Of staff: whether other tickets exist for them than for all staff. */
  apart: boolean
  /** Of sellers: the shops whose people they belong to. */
  shops: string
}

/** What this identity may see, in the current operation. */
export async function accessOf({ role }: Identity): Promise<Access> {
  return {
    apart: isStaffRole(role) && (await isApart()),
    shops: role === 'seller' ? await readViewerShops() : '',
  }
}

interface Reading {
  reader: Identity
  /** Whether all staff read together. */
  shared: boolean
  /** What the viewer could see when they subscribed. */
  access: Access
  /** Executes the subscription's document for one delivery, and serialises the result. */
  execute: (value: unknown) => Promise<string>
}

/** How a group goes on: in smaller groups, not at all, or after it has loaded everything again. */
type State = 'same' | 'regroup' | 'gone' | 'changed'

/** How a group goes on, and of whom it is no longer: they see other tickets than the others in it. */
export interface Rights {
  state: State
  apart: ReadonlySet<string>
}

const NOTHING: Batch = { items: [], more: false, held: false }

/** Nobody sees other tickets than the group. */
const NOBODY: ReadonlySet<string> = new Set()

/**
 * What a group reads after a position, in the current operation, which reads one snapshot: what is asked together, to wait once, is as if
 * it were asked in turn. So nothing is read for who has lost access, and the revocations are all that are before one of these events.
 */
export async function readGroup(feed: Feed, after: string, how: Reading) {
  const frames: Frame[] = []
  const [{ state, apart }, batch, revocations] = await Promise.all([
    isStaffRole(how.reader.role) ? stateOfStaff(feed, how.shared) : stateOfRequester(feed, how),
    feed.read(after),
    readRevocations(),
  ])
  if (state !== 'same') return { state, apart, batch: NOTHING, frames, revocations: -1n }
  // Requesters are asked for only when there is nothing to read: every event that they read shows that they still have access.
  if (batch.items.length === 0 && !isStaffRole(how.reader.role) && (await isGone(feed)))
    return { state: 'gone' as const, apart, batch, frames, revocations: -1n }
  // Together, so that loaders read for all deliveries at once.
  const texts = await Promise.all(batch.items.map(({ value }) => how.execute(value)))
  for (const [index, { position }] of batch.items.entries()) frames.push({ position, json: texts[index]! })
  return { state, apart, batch, frames, revocations: frames.length > 0 ? revocations : -1n }
}

const isGone = async ({ ticketId }: Feed): Promise<boolean> => ticketId !== undefined && !(await ticketExists(ticketId))

/** A class of all staff does not go on once the desk is private, and a feed of one ticket ends for those who lose it. */
async function stateOfStaff(feed: Feed, shared: boolean): Promise<Rights> {
  const { restricted, isPrivate, apart } = shared
    ? await readSharedAccess()
    : { restricted: await isRestricted(), isPrivate: false, apart: NOBODY }
  if (isPrivate) return { state: 'regroup', apart }
  return { state: restricted && (await isGone(feed)) ? 'gone' : 'same', apart }
}

/** Who has joined or left a shop sees other tickets: their lists are loaded again. */
async function stateOfRequester(feed: Feed, { reader, access }: Reading): Promise<Rights> {
  if (reader.role !== 'seller' || feed.topic !== 'inbox') return { state: 'same', apart: NOBODY }
  return { state: (await readViewerShops()) === access.shops ? 'same' : 'changed', apart: NOBODY }
}
