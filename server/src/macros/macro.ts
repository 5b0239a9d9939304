import type { TicketPriority, TicketStatus } from '../generated/prisma/client.ts'
import { BY_NAME } from '../platform/database/collation.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'

/** The new assignee that a macro sets. */
export type AssignTo = 'me' | 'nobody' | 'person'

/** A saved reply, and the ticket fields that it sets. */
export interface Macro {
  id: string
  ownerId: string
  owner: Person
  name: string
  body: string
  isShared: boolean
  status: TicketStatus | null
  priority: TicketPriority | null
  addTags: string[]
  removeTags: string[]
  assignTo: AssignTo | null
  assignee: Person | null
  team: string | null
  /** How often it was used by all staff. */
  used: number
  updatedAt: Date
}

/** The maximum number of macros of one read. */
export const PAGE_MAX = 100

const macros = (where: string) => `
  SELECT m.id, m.owner_id AS "ownerId", m.name, m.body, m.is_shared AS "isShared", m.status, m.priority, m.add_tags AS "addTags",
    m.remove_tags AS "removeTags", m.assign_to AS "assignTo", m.team, m.updated_at AS "updatedAt", all_uses.used,
    ${personColumns('o', 'owner')}, ${personColumns('a', 'assignee')}
  FROM macros m JOIN users o ON o.id = m.owner_id LEFT JOIN users a ON a.id = m.assignee_id
  LEFT JOIN macro_uses mine ON mine.macro_id = m.id AND mine.user_id = $1,
  LATERAL (SELECT coalesce(sum(u.used), 0)::int AS used FROM macro_uses u WHERE u.macro_id = m.id) all_uses
  WHERE ${where} ORDER BY mine.last_used_at DESC NULLS LAST, all_uses.used DESC, m.name ${BY_NAME}, m.id LIMIT ${PAGE_MAX}`

const found = statement<Record<string, any>>(
  macros(`$2 = '' OR search_key(m.name) LIKE search_pattern($2) OR search_key(m.body) LIKE search_pattern($2)`),
)
const byIds = statement<Record<string, any>>(macros('m.id = ANY ($2::uuid[])'))

/** The macros that the viewer can use, with this in their name or text: last used by them first, then most used. */
export async function listMacros(text: string): Promise<Macro[]> {
  return (await found.rows(currentOperation().identity.userId, text)).map(macroFrom)
}

/** Macros by their ids; those that the viewer cannot see are missing. */
export async function readMacros(ids: readonly string[]): Promise<Macro[]> {
  return (await byIds.rows(currentOperation().identity.userId, ids)).map(macroFrom)
}

function macroFrom(row: Record<string, any>): Macro {
  return { ...row, owner: personFrom(row, 'owner'), assignee: personFrom(row, 'assignee') } as Macro
}
