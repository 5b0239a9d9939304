import type { UserRole } from '../generated/prisma/client.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { prisma } from '../platform/database/prisma.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import type { Person } from './person.ts'

/** The people with these ids, in their order; an Error where one is not there for the current identity. */
export async function readPeople(ids: readonly string[]): Promise<(Person | Error)[]> {
  const people = await prisma.user.findMany({ where: { id: { in: [...ids] } } })
  const byId = new Map(people.map((person) => [person.id, person]))
  return ids.map((id) => byId.get(id) ?? new Error('The person is not there.'))
}

/** Which people: of one of these roles, with this in their name or address. */
export interface PeopleFilter {
  role?: UserRole[] | null
  text?: string | null
}

function where({ role, text }: PeopleFilter) {
  const words = text?.trim()
  const contains = { contains: words ?? '', mode: 'insensitive' } as const
  // Addresses are for staff: nobody else can find out one by guessing.
  const places = isStaffRole(currentOperation().identity.role)
    ? [{ name: contains }, { email: contains }]
    : [{ name: contains }]
  return { ...(role && { role: { in: role } }), ...(words && { OR: places }) }
}

/** A page of the people that the current identity may see, by name. */
export async function listPeople(filter: PeopleFilter, page: Page): Promise<PageResult<Person>> {
  const beyond = after(page, 'name')
  const people = await prisma.user.findMany({
    where: { AND: [where(filter), beyond] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: page.limit + 1,
  })
  return pageResult(people, page)
}

/** How many there are. */
export function countPeople(filter: PeopleFilter): Promise<number> {
  return prisma.user.count({ where: where(filter) })
}

/** A page of the shops that the current identity may see, by name. */
export async function listSellers(
  text: string | null,
  page: Page,
): Promise<PageResult<{ id: string; shopName: string }>> {
  const shops = await prisma.seller.findMany({
    where: { AND: [sellersWhere(text), after(page, 'shopName')] },
    orderBy: [{ shopName: 'asc' }, { id: 'asc' }],
    include: { owner: true },
    take: page.limit + 1,
  })
  return pageResult(shops, page)
}

/** How many there are. */
export function countSellers(text: string | null): Promise<number> {
  return prisma.seller.count({ where: sellersWhere(text) })
}

function sellersWhere(text: string | null) {
  const words = text?.trim()
  return words ? { shopName: { contains: words, mode: 'insensitive' as const } } : {}
}

/** What comes after a page cursor: a name and, among equals, an id. */
function after(page: Page, name: 'name' | 'shopName') {
  if (!page.after) return {}
  const [key, id] = page.after as [string, string]
  return { OR: [{ [name]: { gt: key } }, { [name]: key, id: { gt: id } }] }
}
