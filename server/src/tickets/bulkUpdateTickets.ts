import { selectState, STATE_COLUMNS } from '../log/ticketColumns.ts'
import { statusInQueueSql } from '../log/ticketStatus.ts'
import { personColumns, personFrom } from '../viewer/person.ts'
import { type HeldTicket, numberShop } from './changeTickets.ts'
import { Parameters } from './filter.ts'
import { ASSIGNEE_UNAVAILABLE } from './holdAssignees.ts'
import { TAGS_MAX } from './tags.ts'
import type { TicketRow } from './ticket.ts'
import type { BatchChange } from './updateTickets.ts'

/** One field that a bulk update sets, as SQL: its new value, and the event that records it. */
interface Setting {
  /** Columns and their new values, in terms of the ticket `t` before the change. */
  sets: Record<string, string>
  /** The columns whose previous value the event needs. */
  previous: string[]
  /** Whether the field changes, given the old and new values. */
  differs(was: (column: string) => string, is: (column: string) => string): string
  kind: string
  /** The event's data, in terms of the changed ticket `c`, whose previous values are named `was_…`. */
  data: string
}

/** A change of many tickets as one statement, with its parameters. */
export interface AtOnce {
  text: string
  values: unknown[]
}

/** One of the tickets, after the change. */
export interface ChangedTicket {
  ticket: TicketRow
  changed: boolean
  /** Whether it would have had too many tags. */
  refused: boolean
  /** Its previous values, if requested and if it changed. */
  before: HeldTicket | null
}

/**
 * SQL that changes the tickets with these ids and writes their histories: it locks the tickets that the change affects,
 * always in the same order, updates their counters, inserts their events, and returns all of the tickets after the
 * change; `ticketsOf` reads them. Missing tickets, and those locked by another transaction, are omitted. The log's triggers
 * check the numbers given to events. With `before`, previous values are returned too. A reopened ticket whose assignee is
 * in `unavailable` returns to the queue.
 */
export function bulkUpdateTickets(
  actorId: string,
  ids: readonly string[],
  change: BatchChange,
  { before = false, unavailable = [] }: { before?: boolean; unavailable?: readonly string[] } = {},
): AtOnce {
  const parameters = new Parameters()
  const wanted = `t.id = ANY (${parameters.add(ids)}::uuid[])`
  const actor = `${parameters.add(actorId)}::uuid`
  const settings = settingsOf(change, unavailable, parameters)
  if (settings.length === 0)
    return {
      text: `WITH all_of_them AS (${unchanged(wanted, 'false')}) ${ANSWER}`,
      values: parameters.values.slice(0, 1),
    }

  const sets = Object.assign({}, ...settings.map((one) => one.sets)) as Record<string, string>
  const previous = settings.flatMap((one) => one.previous)
  const differs = settings.map((one) =>
    one.differs(
      (column) => `t.${column}`,
      (column) => sets[column]!,
    ),
  )
  const happened = settings.map((one) =>
    one.differs(
      (column) => `c.was_${column}`,
      (column) => `c.${column}`,
    ),
  )
  const facts = settings.map(({ kind, data }, index) => {
    const before = happened.slice(0, index).map((one) => ` + (${one})::int`)
    return `(1${before.join('')}, '${kind}'::event_kind, ${data}, ${settings.length > 1 ? happened[index] : 'true'})`
  })
  const refused = sets['tags'] ? `cardinality(${sets['tags']}) > ${TAGS_MAX}` : 'false'
  const changes = `((${differs.join(' OR ')}) AND NOT ${refused})`
  const text = `
    WITH key AS MATERIALIZED (SELECT new_event_key() AS key),
    held AS (
      SELECT t.id, ${differs.map((one) => `(${one})::int`).join(' + ')} AS n, ${previous.map((column) => `t.${column} AS was_${column}`).join(', ')},
        ${before ? BEFORE : 'NULL::json'} AS before
      FROM support_tickets t WHERE ${wanted} AND ${changes} ORDER BY t.id FOR NO KEY UPDATE),
    changed AS (
      UPDATE support_tickets t SET ${Object.entries(sets)
        .map(([column, value]) => `${column} = ${value}`)
        .join(', ')},
        last_seq = t.last_seq + h.n, public_seq = t.public_seq + h.n, updated_at = clock_timestamp(), public_updated_at = clock_timestamp(),
        last_key = (SELECT key FROM key), public_last_key = (SELECT key FROM key), ${numberShop('h.n')}
      FROM held h WHERE t.id = h.id RETURNING t.*, h.n, h.before, ${previous.map((column) => `h.was_${column}`).join(', ')}),
    written AS (
      INSERT INTO ticket_events (ticket_id, seq, public_seq, shop_seq, key, message_count, public_message_count, shop_message_count, kind, actor_id, data, at)
      SELECT c.id, c.last_seq - c.n + f.n, c.public_seq - c.n + f.n, CASE WHEN c.has_shop_side THEN c.shop_seq - c.n + f.n END, (SELECT key FROM key),
        c.message_count, c.public_message_count, c.shop_message_count, f.kind, ${actor}, f.data, c.updated_at
      FROM changed c CROSS JOIN LATERAL (VALUES ${facts.join(', ')}) AS f (n, kind, data, happened) WHERE f.happened ORDER BY c.id, f.n),
    all_of_them AS (
      SELECT ${selectState('c')}, true AS changed, false AS refused, c.before FROM changed c
      UNION ALL ${unchanged(`${wanted} AND ${changes} IS NOT TRUE`, refused)})
    ${ANSWER}`
  return { text, values: parameters.values }
}

const unchanged = (where: string, refused: string) => `
      SELECT ${selectState('t')}, false AS changed, ${refused} AS refused, NULL::json AS before FROM support_tickets t WHERE ${where}`

/** The previous values needed for an undo, in the form of `HeldTicket`. */
const BEFORE = `json_build_object('id', t.id, 'status', t.status, 'priority', t.priority, 'assigneeId', t.assignee_id, 'team', t.team,
          'tags', t.tags, 'claimedAt', t.claimed_at, 'resolvedAt', t.resolved_at, 'waitingOn', t.waiting_on, 'waitingSince', t.waiting_since,
          'sharedWaitingOn', t.shared_waiting_on, 'sharedWaitingSince', t.shared_waiting_since, 'publicMessageCount', t.public_message_count)`

const OUTCOME = ['changed', 'refused', 'before']

// Column by column, with each name and assignee once: row by row the result would be three times as large.
const ANSWER = `
    SELECT json_build_object(${[...STATE_COLUMNS, ...OUTCOME].map((column) => `'${column}', json_agg(x."${column}")`).join(', ')},
      'assignees', (SELECT json_agg(p) FROM (SELECT ${personColumns('u', 'person')} FROM users u WHERE u.id IN (SELECT "assigneeId" FROM all_of_them)) p))::text AS tickets
    FROM all_of_them x`

/** Reads the statement's result. */
export function ticketsOf(text: string): ChangedTicket[] {
  const columns = JSON.parse(text) as Record<string, any[] | null>
  const people = new Map(columns['assignees']?.map((row) => [row['person_id'] as string, personFrom(row, 'person')]))
  const changed: ChangedTicket[] = []
  for (let index = 0; index < (columns['id']?.length ?? 0); index++) {
    // Only the parts of a ticket that `STATE_FIELDS` in schema.ticket.ts needs.
    const ticket: Record<string, any> = {}
    for (const column of STATE_COLUMNS) ticket[column] = columns[column]![index]
    ticket['assignee'] = people.get(ticket['assigneeId']) ?? null
    const [isChanged, refused, before] = OUTCOME.map((column) => columns[column]![index])
    changed.push({ ticket: ticket as TicketRow, changed: isChanged, refused, before })
  }
  return changed
}

function settingsOf(change: BatchChange, unavailable: readonly string[], parameters: Parameters): Setting[] {
  const settings: Setting[] = []
  if (unavailable.length > 0) settings.push(returned(unavailable, parameters))
  if (change.status != null) settings.push(plain('status', `${parameters.add(change.status)}::ticket_status`))
  else if (change.agentId === null)
    settings.push(
      plain('status', `CASE WHEN t.assignee_id IS NOT NULL THEN ${statusInQueueSql('t.status')} ELSE t.status END`),
    )
  if (change.priority != null) settings.push(plain('priority', `${parameters.add(change.priority)}::ticket_priority`))
  if (change.agentId !== undefined || change.team) settings.push(assignment(change, parameters))
  const { addTags = null, removeTags = null } = change
  if (addTags?.length || removeTags?.length) settings.push(tags(addTags ?? [], removeTags ?? [], parameters))
  return settings
}

function plain(column: 'status' | 'priority', next: string): Setting {
  return {
    sets: { [column]: next },
    previous: [column],
    differs: (was, is) => `${was(column)} IS DISTINCT FROM ${is(column)}`,
    kind: `${column}_changed`,
    data: `jsonb_build_object('from', c.was_${column}, 'to', c.${column})`,
  }
}

/** For a change that reopens and does not set an assignee. */
function returned(unavailable: readonly string[], parameters: Parameters): Setting {
  const isReturned = `has_ended(t.status) AND t.assignee_id = ANY (${parameters.add(unavailable)}::uuid[])`
  return {
    sets: { assignee_id: `CASE WHEN ${isReturned} THEN NULL ELSE t.assignee_id END` },
    previous: ['assignee_id'],
    differs: (was, is) => `${was('assignee_id')} IS DISTINCT FROM ${is('assignee_id')}`,
    kind: 'unclaimed',
    data: `jsonb_build_object('assigneeId', NULL, 'reason', '${ASSIGNEE_UNAVAILABLE}', 'from', c.was_assignee_id)`,
  }
}

function assignment({ agentId, team }: BatchChange, parameters: Parameters): Setting {
  const sets: Record<string, string> = {}
  if (team) sets['team'] = `${parameters.add(team)}::text`
  if (agentId !== undefined) sets['assignee_id'] = `${parameters.add(agentId)}::uuid`
  const previous = ['assignee_id', 'team'].filter((column) => sets[column])
  const together = (of: (column: string) => string) => previous.map(of).join(', ')
  return {
    sets,
    previous,
    differs: (was, is) => `(${together(was)}) IS DISTINCT FROM (${together(is)})`,
    kind: 'assigned',
    // The event names the team only if it changed.
    data: `jsonb_build_object('assigneeId', c.assignee_id)${team ? ` || CASE WHEN c.team <> c.was_team THEN jsonb_build_object('team', c.team) ELSE '{}' END` : ''}`,
  }
}

function tags(added: readonly string[], removed: readonly string[], parameters: Parameters): Setting {
  const without = (these: string, those: string) =>
    `ARRAY(SELECT u.tag FROM unnest(${these}) WITH ORDINALITY AS u (tag, n) WHERE u.tag <> ALL (${those}) GROUP BY u.tag ORDER BY min(u.n))`
  return {
    sets: { tags: without(`t.tags || ${parameters.add(added)}::text[]`, `${parameters.add(removed)}::text[]`) },
    previous: ['tags'],
    differs: (was, is) => `NOT (${was('tags')} @> ${is('tags')} AND ${is('tags')} @> ${was('tags')})`,
    kind: 'tags_changed',
    data: `jsonb_build_object('added', ${without('c.tags', 'c.was_tags')}, 'removed', ${without('c.was_tags', 'c.tags')})`,
  }
}
