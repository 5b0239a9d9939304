import { tableName } from '../sourceRow.ts'
import { endOfQuoted } from './scan.ts'

const NAME = String.raw`(?:(?:"(?:[^"]|"")+"|[\w\x80-\xFF$]+)\s*\.\s*)?(?:"(?:[^"]|"")+"|[\w\x80-\xFF$]+)`
const COPY = new RegExp(String.raw`^COPY\s+(${NAME})\s*(?:\(([^)]*)\))?\s*FROM\s+STDIN\b\s*([^;]*);$`, 'i')
const INSERT = new RegExp(
  String.raw`^INSERT\s+INTO\s+(?:ONLY\s+)?(${NAME})\s*(?:\(([^)]*)\))?\s*(?:OVERRIDING\s+\w+\s+VALUE\s*)?VALUES\s*`,
  'i',
)
const CREATE = new RegExp(
  String.raw`^CREATE\s+(?:(?:UNLOGGED|TEMP|TEMPORARY|FOREIGN)\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(${NAME})\s*\(`,
  'i',
)
// Data is dumped by partition. Before version 11, pg_dump wrote CREATE TABLE … PARTITION OF.
const ATTACH = new RegExp(String.raw`^ALTER\s+TABLE\s+(?:ONLY\s+)?(${NAME})\s+ATTACH\s+PARTITION\s+(${NAME})`, 'i')
const PARTITION = new RegExp(String.raw`^CREATE\s+TABLE\s+(${NAME})\s+PARTITION\s+OF\s+(${NAME})`, 'i')
const ENCODING = /^SET\s+client_encoding\s*(?:=|TO)\s*'?([\w-]+)'?\s*;$/i
/** What begins a part of CREATE TABLE that is not a column. */
const NOT_COLUMN = /^(CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN|EXCLUDE|LIKE)\b/i

/** A statement of a dump, as far as an import needs it. `values` is where the rows of an INSERT begin. */
export type Statement =
  | { kind: 'copy'; table: string; columns: string[] | null; options: string }
  | { kind: 'insert'; table: string; columns: string[] | null; values: number }
  | { kind: 'create'; table: string; columns: string[] }
  | { kind: 'partition'; table: string; of: string }
  | { kind: 'encoding'; name: string }

/** Parses a statement; undefined for all that have no data. Nothing is ever executed. */
export function parseStatement(text: string): Statement | undefined {
  const copy = COPY.exec(text)
  if (copy) return { kind: 'copy', table: tableName(copy[1]!), columns: namesIn(copy[2]), options: copy[3]!.trim() }
  const insert = INSERT.exec(text)
  if (insert)
    return { kind: 'insert', table: tableName(insert[1]!), columns: namesIn(insert[2]), values: insert[0].length }
  const create = CREATE.exec(text)
  if (create) return { kind: 'create', table: tableName(create[1]!), columns: columnsIn(text.slice(create[0].length)) }
  const attach = ATTACH.exec(text)
  if (attach) return { kind: 'partition', table: tableName(attach[2]!), of: tableName(attach[1]!) }
  const partition = PARTITION.exec(text)
  if (partition) return { kind: 'partition', table: tableName(partition[1]!), of: tableName(partition[2]!) }
  const encoding = ENCODING.exec(text)
  return encoding ? { kind: 'encoding', name: encoding[1]! } : undefined
}

function namesIn(list: string | undefined): string[] | null {
  return list === undefined ? null : list.split(',').map((name) => tableName(name.trim()))
}

function columnsIn(body: string): string[] {
  return partsOf(body)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !NOT_COLUMN.test(part))
    .map((part) => tableName(/^("(?:[^"]|"")+"|[^\s(]+)/.exec(part)?.[0] ?? part))
}

/** Splits at the commas outside brackets and quotes, up to the closing bracket. */
function partsOf(body: string): string[] {
  const parts: string[] = []
  let from = 0
  let depth = 0
  for (let at = 0; at < body.length; at++) {
    const character = body[at]!
    if (character === "'" || character === '"') at = endOfQuoted(body, at + 1, character) - 1
    else if (character === '(') depth += 1
    else if (depth > 0 && character === ')') depth -= 1
    else if (depth === 0 && (character === ',' || character === ')')) {
      parts.push(body.slice(from, at))
      from = at + 1
      if (character === ')') break
    }
  }
  return parts
}
