import { isUuid } from '../platform/database/identity.ts'
import { prisma } from '../platform/database/prisma.ts'
import type { Person } from '../viewer/person.ts'

/** A share as returned by the API. */
export interface ShareRow {
  id: string
  ticketId: string
  sharerId: string
  sharer: Person
  startedAt: Date
  endedAt: Date | null
}

const include = { sharer: true } as const
const askInclude = { asker: true, person: true } as const

/** A share that the current identity may see, or null. */
export function readShare(id: string): Promise<ShareRow | null> {
  return isUuid(id) ? prisma.screenShare.findFirst({ where: { id }, include }) : Promise.resolve(null)
}

/** Those of these shares that the current identity may see. */
export function readShares(ids: string[]): Promise<ShareRow[]> {
  return prisma.screenShare.findMany({ where: { id: { in: ids } }, include })
}

/** The active shares, oldest first. */
export function readRunningShares(): Promise<ShareRow[]> {
  return prisma.screenShare.findMany({ where: { endedAt: null }, include, orderBy: { startedAt: 'asc' } })
}

/** A request to share a screen. */
export interface AskRow {
  id: string
  ticketId: string
  asker: Person
  person: Person
  askedAt: Date
  declinedAt: Date | null
}

/** The age after which a request expires, in milliseconds. */
const ASK_STANDS_MS = 10 * 60_000

/** The pending ones of these share requests (or of all) for a person, oldest first. */
export function readAsks(personId: string, ids?: string[]): Promise<AskRow[]> {
  const since = new Date(Date.now() - ASK_STANDS_MS)
  return prisma.screenShareAsk.findMany({
    where: { personId, declinedAt: null, askedAt: { gt: since }, ...(ids && { id: { in: ids } }) },
    include: askInclude,
    orderBy: { askedAt: 'asc' },
  })
}

/** The viewer's requests that did not lead to a share, oldest first. */
export function readSentAsks(askerId: string): Promise<AskRow[]> {
  return prisma.screenShareAsk.findMany({ where: { askerId }, include: askInclude, orderBy: { askedAt: 'asc' } })
}

/** The declined ones of these requests, limited to those that the current identity made or received. */
export function readDeclinedAsks(ids: string[]): Promise<AskRow[]> {
  return prisma.screenShareAsk.findMany({ where: { id: { in: ids }, declinedAt: { not: null } }, include: askInclude })
}
