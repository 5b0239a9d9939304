import type { TicketPriority, TicketStatus } from '../generated/prisma/client.ts'
import { savepoint } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { takeAdvisoryLock } from '../platform/database/advisoryLock.ts'
import { checkedLine, checkedText } from '../platform/text.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { checkAgent, staffOnly } from '../tickets/assigning.ts'
import { checkTeam } from '../tickets/holdTeams.ts'
import { checkedTags, checkTagCount } from '../tickets/tags.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type AssignTo, type Macro, readMacros } from './macro.ts'
import { checkPlaceholders } from './placeholders.ts'
import { canChangeMacro, canShareOrNot, type MacroFacts } from './policy.ts'

/**
 * The maximum length of name and text, in UTF-16 code units. The text is shorter than a message, since filling it in makes it longer.
 */
export const NAME_MAX = 80
export const TEXT_MAX = 10_000
/** The maximum number of macros of one person, and of shared macros. */
export const OWN_MAX = 100
const SHARED_MAX = 300

export interface SaveMacro {
  /** The macro to change; omitted for a new one. */
  id?: string | null
  name: string
  body: string
  isShared: boolean
  status?: TicketStatus | null
  priority?: TicketPriority | null
  addTags?: string[] | null
  removeTags?: string[] | null
  assignTo?: AssignTo | null
  assigneeId?: string | null
  team?: string | null
}

const COLUMNS = `name, body, is_shared, status, priority, add_tags, remove_tags, assign_to, assignee_id, team`
const VALUES = `$2::text, $3::text, $4::boolean, $5::ticket_status, $6::ticket_priority, $7::text[], $8::text[], $9::text, $10::uuid, $11::text`
const facts = statement<MacroFacts & Record<string, unknown>>(
  `SELECT owner_id AS "ownerId", is_shared AS "isShared" FROM macros WHERE id = $1`,
)
const counts = statement<{ own: number; shared: number }>(`
  SELECT (count(*) FILTER (WHERE owner_id = $1 AND NOT is_shared))::int AS own, (count(*) FILTER (WHERE is_shared))::int AS shared FROM macros`)
const insert = statement<{ id: string }>(
  `INSERT INTO macros (owner_id, ${COLUMNS}) VALUES ($1, ${VALUES}) ON CONFLICT (owner_id, name) DO NOTHING RETURNING id`,
)
const update = statement<{ id: string }>(
  `UPDATE macros SET (${COLUMNS}, updated_at) = (SELECT ${VALUES}, now()) WHERE id = $1 RETURNING id`,
)

/**
 * Creates a macro, or replaces all fields of one. Throws VALIDATION, NOT_FOUND, FORBIDDEN, and CONFLICT for a name already in
 * use.
 */
export async function saveMacro(viewer: Viewer, input: SaveMacro): Promise<Macro> {
  staffOnly(viewer)
  const values = await checkedValues(input)
  const before = input.id == null ? null : await facts.first(input.id || null)
  if (before === undefined) throw notFound('macro', 'id')
  if (before && !canChangeMacro(viewer, before))
    throw new UserError('FORBIDDEN', 'Only its owner and admins can change a shared macro.')
  if (before && !canShareOrNot(viewer, before, input.isShared))
    throw new UserError('FORBIDDEN', 'Only its owner can stop sharing a macro.')
  if (before?.isShared !== input.isShared) await checkRoom(viewer, input.isShared)
  const id = before ? await change(input.id!, values) : (await insert.first(viewer.id, ...values))?.id
  if (!id) throw new UserError('CONFLICT', 'A macro with this name already exists.', ['input', 'name'])
  return (await readMacros([id]))[0]!
}

async function checkedValues(input: SaveMacro): Promise<unknown[]> {
  const name = checkedLine(input.name, { field: 'name', max: NAME_MAX })
  const body = checkedText(input.body, { field: 'body', max: TEXT_MAX, optional: true, verbatim: true })
  checkPlaceholders(body)
  const add = checkedTags(input.addTags ?? [], 'addTags')
  const remove = checkedTags(input.removeTags ?? [], 'removeTags').filter((tag) => !add.includes(tag))
  checkTagCount(add, 'addTags')
  checkTagCount(remove, 'removeTags')
  const { status = null, priority = null, assignTo = null, team = null } = input
  if (assignTo === 'person' && !input.assigneeId) throw notFound('agent', 'assigneeId')
  if (assignTo === 'person') await checkAgent(input.assigneeId!)
  if (team !== null) await checkTeam(team)
  const sets = status ?? priority ?? assignTo ?? team ?? [...add, ...remove][0]
  if (body.trim() === '' && sets === undefined)
    throw new UserError('VALIDATION', 'A macro needs a text or an action.', ['input', 'body'])
  const assigneeId = assignTo === 'person' ? input.assigneeId : null
  return [name, body, input.isShared, status, priority, add, remove, assignTo, assigneeId, team]
}

async function checkRoom(viewer: Viewer, isShared: boolean): Promise<void> {
  await takeAdvisoryLock(isShared ? 'shared macros' : `macros ${viewer.id}`)
  const { own, shared } = (await counts.first(viewer.id))!
  if (isShared ? shared >= SHARED_MAX : own >= OWN_MAX) {
    const most = isShared ? `${SHARED_MAX} shared macros` : `${OWN_MAX} macros of your own`
    throw new UserError('VALIDATION', `There are at most ${most}. Delete one first.`, ['input', 'isShared'])
  }
}

/** Only the unique index sees other people's names. */
async function change(id: string, values: unknown[]): Promise<string | undefined> {
  try {
    const changed = await savepoint(() => update.first(id, ...values))
    if (!changed) throw notFound('macro', 'id')
    return changed.id
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return undefined
    throw error
  }
}
