import type { UserRole } from '../generated/prisma/client.ts'
import { isStaffRole, isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { prisma } from '../platform/database/prisma.ts'
import { BY_NAME } from '../platform/database/collation.ts'
import { planForValues, statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import type { Person } from './person.ts'

/** The people with these ids, in the same order; an Error for each that the current identity cannot see. */
export async function readPeople(ids: readonly string[]): Promise<(Person | Error)[]> {
  const people = await prisma.user.findMany({ where: { id: { in: [...ids] } } })
  const byId = new Map(people.map((person) => [person.id, person]))
  return ids.map((id) => byId.get(id) ?? new Error('The person does not exist.'))
}

/** The people with these ids, in the same order; null for each that the current identity cannot see. */
export async function findPeople(ids: readonly string[]): Promise<(Person | null)[]> {
  return (await readPeople(ids)).map((person) => (person instanceof Error ? null : person))
}

/** A filter for people: by role, by text in the name or address, and by whether they are disabled or service accounts. */
export interface PeopleFilter {
  role?: UserRole[] | null
  text?: string | null
  disabled?: boolean | null
  isService?: boolean | null
}

/** A person with the additional fields of a list of people. */
export interface ListedPerson extends Person {
  team: string | null
  disabledAt: Date | null
  twoFactorEnabled: boolean
  createdAt: Date
}

/** A shop. */
export interface Shop {
  id: string
  shopName: string
  ownerId: string
  createdAt: Date
  closedAt: Date | null
}

const PERSON = `u.id, u.name, u.email, u.role, u.avatar_url AS "avatarUrl", u.is_service AS "isService", u.expertise, u.team, u.last_seen_at AS "lastSeenAt",
  u.disabled_at AS "disabledAt", u.two_factor_enabled AS "twoFactorEnabled", u.created_at AS "createdAt"`
/** The columns of a Shop, from `sellers s`. */
export const SHOP = `s.id, s.shop_name AS "shopName", s.owner_id AS "ownerId", s.created_at AS "createdAt", s.closed_at AS "closedAt"`

/** SQL conditions and their values. */
class Conditions {
  readonly values: unknown[] = []
  readonly #all = ['true']

  /** Adds a condition on a value, which replaces `?` in its text. */
  add(value: unknown, text: string): void {
    this.#all.push(text.replaceAll('?', `$${this.values.push(value)}`))
  }

  /** Adds a condition on two values, in order. */
  addPair(first: unknown, second: unknown, text: string): void {
    const at = this.values.push(first, second)
    this.#all.push(text.replace('?', `$${at - 1}`).replace('?', `$${at}`))
  }

  get text(): string {
    return this.#all.join(' AND ')
  }
}

/** For ILIKE on addresses: the text anywhere in the address. Names are compared by search_key. */
const within = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Matches names that contain the text, ignoring case and accents. */
const found = (name: string): string => `search_key(${name}) LIKE search_pattern(?)`

function peopleWhere({ role, text, disabled, isService }: PeopleFilter): Conditions {
  const conditions = new Conditions()
  if (role) conditions.add(role, 'u.role = ANY (?::user_role[])')
  if (disabled != null) conditions.add(disabled, '(u.disabled_at IS NOT NULL) = ?::boolean')
  if (isService != null) conditions.add(isService, 'u.is_service = ?::boolean')
  // Only staff see addresses: others must not be able to find one by guessing.
  const staff = isStaffRole(currentOperation().identity.role)
  if (text && staff) conditions.addPair(text, within(text), `(${found('u.name')} OR u.email ILIKE ?)`)
  else if (text) conditions.add(text, found('u.name'))
  return conditions
}

function shopsWhere(text: string | null): Conditions {
  const conditions = new Conditions()
  if (text) conditions.add(text, found('s.shop_name'))
  return conditions
}

/** The order of a page: by name, then by id. */
async function page<Row extends { id: string }>(
  select: string,
  name: string,
  conditions: Conditions,
  at: Page,
): Promise<PageResult<Row>> {
  if (at.after) {
    const [key, id] = at.after as [string, string]
    if (!isUuid(id)) throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
    conditions.addPair(key, id, `(${name}) > (?, ?::uuid)`)
  }
  // The best plan depends on the search text and on the position in the list.
  if (conditions.values.length > 0) await planForValues()
  const text = `${select} WHERE ${conditions.text} ORDER BY ${name} LIMIT ${at.limit + 1}`
  const rows = await statement<Row & Record<string, unknown>>(text).rows(...conditions.values)
  return pageResult<Row>(rows, at)
}

async function count(from: string, conditions: Conditions): Promise<number> {
  if (conditions.values.length > 0) await planForValues()
  const text = `SELECT count(*)::int AS count FROM ${from} WHERE ${conditions.text}`
  return (await statement<{ count: number }>(text).first(...conditions.values))!.count
}

/** A page of the people whom the current identity may see, ordered by name. */
export function listPeople(filter: PeopleFilter, at: Page): Promise<PageResult<ListedPerson>> {
  return page(`SELECT ${PERSON} FROM users u`, `u.name ${BY_NAME}, u.id`, peopleWhere(filter), at)
}

/** The number of people. */
export function countPeople(filter: PeopleFilter): Promise<number> {
  return count('users u', peopleWhere(filter))
}

/** The people with these ids whom the current identity may see, in no particular order. */
export function readListedPeople(ids: readonly string[]): Promise<ListedPerson[]> {
  return byIds.rows(ids)
}
const byIds = statement<ListedPerson & Record<string, unknown>>(
  `SELECT ${PERSON} FROM users u WHERE u.id = ANY ($1::uuid[])`,
)

/** A page of the shops that the current identity may see, ordered by name. */
export function listSellers(text: string | null, at: Page): Promise<PageResult<Shop>> {
  return page(`SELECT ${SHOP} FROM sellers s`, `s.shop_name ${BY_NAME}, s.id`, shopsWhere(text), at)
}

/** The number of shops. */
export function countSellers(text: string | null): Promise<number> {
  return count('sellers s', shopsWhere(text))
}

/** The shops with these ids, in the same order; an Error for each that does not exist. */
export async function readShops(ids: readonly string[]): Promise<({ id: string } | Error)[]> {
  const shops = await prisma.seller.findMany({ where: { id: { in: [...ids] } } })
  const byId = new Map(shops.map((shop) => [shop.id, shop]))
  return ids.map((id) => byId.get(id) ?? new Error('The shop does not exist.'))
}

/** The shops of these people, oldest first. */
export function readShopsOf(ownerIds: readonly string[]): Promise<Shop[]> {
  return shopsOf.rows(ownerIds)
}
const shopsOf = statement<Shop & Record<string, unknown>>(
  `SELECT ${SHOP} FROM sellers s WHERE s.owner_id = ANY ($1::uuid[]) ORDER BY s.created_at, s.id`,
)
