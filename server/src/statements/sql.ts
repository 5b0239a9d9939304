import { type GraphQLOutputType, isEnumType, isListType, isNonNullType } from 'graphql'
import { type Bound, type Entries, type Joins, listed, type PageList, type PageSql, type Row } from './field.ts'
import { DOUBT, type Fill } from './fill.ts'
import type { PlannedField } from './plan.ts'
import { KINDS } from './types.ts'
import { Undeclared } from './plan.ts'

const DOUBT_SQL = `'${DOUBT}'::json`

/** The JSON of one object with these columns. */
const jsonOf = (selected: string, joined: string): string =>
  `(SELECT to_json(x) FROM (SELECT ${selected}${joined && ` FROM (SELECT) one${joined}`}) x)`

/** Generates a statement's SQL from planned fields, for one kind of viewer and one variant of each field with arguments. */
export class Writer {
  /** How the values that are computed after the statement are made, by the numbers in its text. */
  readonly makes: Fill[] = []
  #names = 0
  readonly #bounds: ReadonlyMap<PlannedField, Bound>

  constructor(bounds: ReadonlyMap<PlannedField, Bound>) {
    this.#bounds = bounds
  }

  /** The JSON of an object, for a row in scope. */
  #object(fields: readonly PlannedField[], of: Row): string {
    const { selected, joined } = this.#selected(fields, of)
    return jsonOf(selected, joined)
  }

  /** The columns of an object, for a row in scope, and what they have joined to it. */
  #selected(fields: readonly PlannedField[], of: Row): { selected: string; joined: string } {
    const joins: Joins = new Map()
    const row = { ...of, joins }
    const selected = fields.map((field) => `${this.#field(field, row)} AS "${field.key}"`).join(', ')
    const joined = [...joins].map(([name, select]) => ` LEFT JOIN LATERAL (${select}) ${name} ON true`).join('')
    return { selected, joined }
  }

  /** The JSON of what a field returns, for a row in scope. */
  #field(planned: PlannedField, row: Row): string {
    const { field, type } = planned
    if (field.is === 'value') {
      const sql = written(field.sql(row), type)
      return field.mayMiss && isNonNullType(type) ? `coalesce(to_json(${sql}), ${DOUBT_SQL})` : sql
    }
    if (field.is === 'made')
      return `(SELECT to_json(h) FROM (SELECT ${field.facts(row)} AS "~${this.makes.push(field.make) - 1}", 0 AS "~") h)`
    const t = `t${++this.#names}`
    if (field.is === 'one') {
      const found = this.#one(planned, field.from(row, t), { ...row, t }, field.missing?.(row))
      if (!field.person || !row.entries) return found
      return `coalesce((SELECT p.json FROM ${this.#people(planned, row.entries, row)} p WHERE p.id = ${field.person(row)}), ${found})`
    }
    if (field.is === 'root') return this.#one(planned, field.from(this.#bounds.get(planned), t, row), { ...row, t })
    if (field.is === 'page') return this.#page(planned, field.page(row, this.#bounds.get(planned)), { ...row, t })
    const items = `to_json(ARRAY(${field.list && row.entries ? this.#listed(planned, field.list, row.entries, row) : `SELECT ${this.#any(planned, { ...row, t })} FROM ${field.from(row, t)}`}))`
    const unless = field.unless(row)
    return unless === 'false' ? items : `CASE WHEN ${unless} THEN '[]'::json ELSE ${items} END`
  }

  /** Those who have done something on a page of a ticket's log or have read it: most of whom its entries name. */
  #people(planned: PlannedField, entries: Entries, row: Row): string {
    const json = this.#any(planned, { scope: row.scope, t: 'u' })
    return listed(
      entries,
      `SELECT u.id, ${json} AS json FROM users u WHERE u.id IN (
        SELECT e.actor_id FROM ${entries.page} e UNION SELECT r.user_id FROM read_markers r WHERE r.ticket_id = ${entries.ticketId})`,
    )
  }

  #listed(planned: PlannedField, { from, columns, of }: PageList, entries: Entries, row: Row): string {
    const json = this.#any(planned, { scope: row.scope, t: 'u' })
    const list = listed(entries, `SELECT ${columns(row, 'u')}, ${json} AS json FROM ${from(entries, row, 'u')}`)
    return `SELECT l.json FROM ${list} l WHERE ${of(row, 'l')}`
  }

  #one(planned: PlannedField, from: string, row: Row, missing = isNonNullType(planned.type) ? 'true' : null): string {
    const found = this.#found(planned, from, row)
    return missing === null ? found : `coalesce(${found}, CASE WHEN ${missing} THEN ${DOUBT_SQL} END)`
  }

  /** The JSON of the row of `from`: where it needs nothing else, one query and not one within another, of which each costs PostgreSQL a plan to start. */
  #found(planned: PlannedField, from: string, row: Row): string {
    if (KINDS[nameOf(planned.definition.type)]) return `(SELECT ${this.#any(planned, row)} FROM ${from})`
    const { selected, joined } = this.#selected([...planned.objects.values()][0]!, row)
    return joined
      ? `(SELECT ${jsonOf(selected, joined)} FROM ${from})`
      : `(SELECT to_json(x) FROM (SELECT ${selected} FROM ${from}) x)`
  }

  /** The JSON of an object of the field's type, which may depend on the row. */
  #any({ objects, definition }: PlannedField, row: Row): string {
    const kinds = KINDS[nameOf(definition.type)]
    if (!kinds) return this.#object([...objects.values()][0]!, row)
    const cases = [...objects].map(([name, fields]) => `WHEN ${kinds[name]!(row)} THEN ${this.#object(fields, row)}`)
    return `CASE ${cases.join(' ')} ELSE ${DOUBT_SQL} END`
  }

  #page({ objects }: PlannedField, page: PageSql, of: Row): string {
    const pageName = `page_${of.t}`
    const { ticketId } = page
    const entries = ticketId === undefined ? undefined : { page: pageName, ticketId, lists: new Map<string, string>() }
    const row: Row = { scope: of.scope, t: of.t, ...(entries && { entries }) }
    const selected = [...objects.values()][0]!.map((field) => {
      const sql =
        field.name === 'edges'
          ? this.#edges(field, page, pageName, row)
          : field.name === 'pageInfo'
            ? this.#pageInfo(field, page, pageName, row)
            : this.#field({ ...field, field: page.more[field.name] ?? field.field }, row)
      return `${sql} AS "${field.key}"`
    })
    const lists = [...(entries?.lists ?? [])].map(([select, name]) => `, ${name} AS MATERIALIZED (${select})`)
    return `(WITH ${pageName} AS MATERIALIZED (${page.source})${lists.join('')} SELECT to_json(x) FROM (SELECT ${selected.join(', ')}) x)`
  }

  #edges({ objects }: PlannedField, page: PageSql, pageName: string, row: Row): string {
    const selected = [...objects.values()][0]!.map((field) => {
      const sql =
        field.name === 'node'
          ? this.#any(field, row)
          : field.name === 'cursor'
            ? cursorSql(page.cursor(row.t))
            : this.#field(field, row)
      return `${sql} AS "${field.key}"`
    })
    return `to_json(ARRAY(SELECT (SELECT to_json(x) FROM (SELECT ${selected.join(', ')}) x)
      FROM ${pageName} ${row.t} WHERE ${row.t}.position <= ${page.limit} ORDER BY ${row.t}.position${page.fromEnd ? ' DESC' : ''}))`
  }

  #pageInfo({ objects }: PlannedField, page: PageSql, pageName: string, row: Row): string {
    const more = `(SELECT count(*) > ${page.limit} FROM ${pageName})`
    const cursorAt = (end: boolean) =>
      `(SELECT ${cursorSql(page.cursor('p'))} FROM ${pageName} p WHERE p.position <= ${page.limit} ORDER BY p.position${end === page.fromEnd ? '' : ' DESC'} LIMIT 1)`
    const values: Record<string, string> = {
      hasNextPage: page.fromEnd ? String(page.isBefore) : more,
      hasPreviousPage: page.fromEnd ? more : String(page.isAfter),
      startCursor: cursorAt(false),
      endCursor: cursorAt(true),
    }
    const selected = [...objects.values()][0]!.map(
      (field) => `${values[field.name] ?? this.#field(field, row)} AS "${field.key}"`,
    )
    return `(SELECT to_json(x) FROM (SELECT ${selected.join(', ')}) x)`
  }

  /** The whole statement: one row, with the JSON text of each field. */
  statement(fields: readonly PlannedField[], row: Row): string {
    return `SELECT ${fields.map((field, index) => `(${this.#field(field, row)})::text AS "${index}"`).join(', ')}`
  }
}

/** The same as pageCursor() of platform/page.ts, for parts that need no escapes. */
function cursorSql(parts: readonly string[]): string {
  const json = `'["' || ${parts.join(` || '","' || `)} || '"]'`
  return `translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`
}

/** A value as its GraphQL type is written. */
function written(sql: string, type: GraphQLOutputType | undefined): string {
  if (!type) return sql
  if (isNonNullType(type)) return written(sql, type.ofType)
  if (isListType(type)) {
    const each = written('item', type.ofType)
    return each === 'item' ? sql : `to_json(ARRAY(SELECT ${each} FROM unnest(${sql}) item))`
  }
  if (isEnumType(type)) {
    const values = type.getValues()
    if (values.every(({ name, value }) => name === String(value).toUpperCase())) return `upper((${sql})::text)`
    return `CASE (${sql})::text ${values.map(({ name, value }) => `WHEN '${value}' THEN '${name}'`).join(' ')} END`
  }
  if (String(type) === 'DateTime') return `to_char((${sql}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  if (!SCALARS.has(String(type))) throw new Undeclared(String(type))
  return sql
}

const SCALARS = new Set(['ID', 'String', 'Int', 'Float', 'Boolean'])

function nameOf(type: GraphQLOutputType): string {
  return 'ofType' in type ? nameOf(type.ofType as GraphQLOutputType) : type.name
}
