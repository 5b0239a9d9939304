import type { AudienceScope, Side } from '../log/audienceScope.ts'
import type { Context } from '../graphql/context.ts'
import type { Identity } from '../platform/database/identity.ts'
import type { Parameters } from '../tickets/filter.ts'

/** A row that fields are selected from: its name in the statement, and who looks. */
export interface Row {
  t: string
  scope: AudienceScope
  /** What fields of the same object look up only once. */
  joins?: Joins
  /** The page of entries that the row belongs to. */
  entries?: Entries
}

/** Rows that are joined to an object's row, by their names: SELECTs of at most one row. */
export type Joins = Map<string, string>

/** What rows of a page of a ticket's log look up in lists that are read once for the page. */
export interface Entries {
  page: string
  ticketId: string
  /** The lists in the order in which they are needed: their SELECTs and names. */
  lists: Map<string, string>
}

/** The name of a row that is joined once to the row of an object. */
export function joined({ joins, t }: Row, name: string, select: string): string {
  if (!joins) throw new Error('Nothing can be joined here.')
  joins.set(`${name}_${t}`, select)
  return `${name}_${t}`
}

/** The name of a list that is read once for the page. */
export function listed({ page, lists }: Entries, select: string): string {
  const known = lists.get(select)
  if (known) return known
  const name = `list${lists.size + 1}_${page}`
  lists.set(select, name)
  return name
}

/** SQL for a row. */
export type Sql = (row: Row) => string

/** What the arguments of a field say: SQL is generated once for each variant, so it may depend on nothing else. */
export interface Bound {
  variant: string
}

/** A request while its arguments are read. */
export interface Asked {
  identity: Identity
  scope: AudienceScope
  parameters: Parameters
  /** The ticket that it is about, and the viewer's side of it. */
  ticket?: { id: string; side: Side }
  /** Whether PostgreSQL has to plan the statement for its values. */
  dependsOnValues: boolean
}

/** How a list of people is found in one that is read once for a page of a ticket's log. */
export interface PageList {
  /** Tables with the people as `t`, and conditions. */
  from: (entries: Entries, row: Row, t: string) => string
  /** The columns by which they are found and ordered. */
  columns: (row: Row, t: string) => string
  /** Which of `list` belong to the row, and their order. */
  of: (row: Row, list: string) => string
}

/** A page of a list, as SQL. */
export interface PageSql {
  /** A SELECT of at most `limit` rows and one more, with their `position` in the order in which they are read. */
  source: string
  limit: string
  /** Whether it is read from the end. */
  fromEnd: boolean
  isAfter: boolean
  isBefore: boolean
  /** The parts of a row's cursor. */
  cursor: (row: string) => readonly string[]
  /** The other fields of the connection. */
  more: Readonly<Record<string, Field>>
  /** The ticket whose log it is a page of. */
  ticketId?: string
}

/** How a field is read from a row. */
export type Field =
  | { is: 'value'; sql: Sql; mayMiss: boolean }
  | { is: 'one'; from: (row: Row, t: string) => string; missing: Sql | null; person?: Sql }
  | { is: 'many'; from: (row: Row, t: string) => string; unless: Sql; list?: PageList }
  | { is: 'made'; facts: Sql; make: (facts: any, context: Context) => unknown }
  | { is: 'page'; bind: Bind<any>; page: (row: Row, bound: any) => PageSql }
  | { is: 'root'; bind: Bind<any>; from: (bound: any, t: string, row: Row) => string }

/** Reads arguments; null if graphql-js has to answer, for example because one of them is invalid. */
type Bind<B extends Bound> = (args: any, asked: Asked) => B | null | Promise<B | null>

/** A value that needs no more than a column of the row. */
export const column = (name: string): Field => value(({ t }) => `${t}.${name}`)

/** A value: its GraphQL type says how it is written. */
export const value = (sql: Sql): Field => ({ is: 'value', sql, mayMiss: false })

/** A value of an event's data. */
export const data = (name: string, type = 'text'): Field => ({
  is: 'value',
  sql: ({ t }) =>
    type === 'jsonb' ? `${t}.data -> '${name}'` : `(${t}.data ->> '${name}')${type === 'text' ? '' : `::${type}`}`,
  mayMiss: true,
})

/**
 * Another object: a table and the condition on its row `t`. If `missing` is true although there is none, the loader of the GraphQL field
 * would report an error.
 */
export const one = (from: (row: Row, t: string) => string, missing: Sql | null = null): Field => ({
  is: 'one',
  from,
  missing,
})

/** The person with this id; without `missing`, null if the viewer may not see them. */
export const person = (id: Sql, missing: Sql | null = null): Field => ({
  is: 'one',
  from: (row, t) => `users ${t} WHERE ${t}.id = ${id(row)}`,
  missing,
  person: id,
})

/** The person with this id, whom a loader reads: it reports an error if there is none. */
export const knownPerson = (id: Sql): Field => person(id, (row) => `${id(row)} IS NOT NULL`)

/** A list of objects: tables, conditions and order; empty if `unless`. On a page of a ticket's log it may be taken from a `list`. */
export const many = (from: (row: Row, t: string) => string, unless: Sql = () => 'false', list?: PageList): Field => ({
  is: 'many',
  from,
  unless,
  list,
})

/** A value that is computed here, from facts (JSON) that the statement returns in its place. */
export const made = <F>(facts: Sql, make: (facts: F, context: Context) => unknown): Field => ({
  is: 'made',
  facts,
  make,
})

/** A connection. */
export const page = <B extends Bound>(bind: Bind<B>, sql: (row: Row, bound: B) => PageSql): Field => ({
  is: 'page',
  bind,
  page: sql,
})

/** An object at the top of a query: a table and the condition on its row `t`. */
export const root = <B extends Bound>(bind: Bind<B>, from: (bound: B, t: string, row: Row) => string): Field => ({
  is: 'root',
  bind,
  from,
})
