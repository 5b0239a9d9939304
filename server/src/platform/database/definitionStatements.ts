import { createHash } from 'node:crypto'
import type { DefinitionFile } from './definitions.ts'

/** The definitions by what they change, in their order. */
export interface Definitions {
  /** CREATE OR REPLACE FUNCTION, which locks no table. */
  functions: { name: string; text: string }[]
  /** Privileges on functions, sequences and schemas. */
  privileges: string[]
  /** Policies and privileges of each table that is named. */
  policies: Map<string, string[]>
  triggers: Map<string, string[]>
  /** Blocks that do something for each table; `parley.only_table` names the one to do it for. */
  blocks: string[]
}

/** Sorts the statements of definition files, with PostgreSQL's own parser. Returns null if they contain something else, or are invalid. */
export async function sortDefinitions(files: readonly DefinitionFile[]): Promise<Definitions | null> {
  const sorted: Definitions = { functions: [], privileges: [], policies: new Map(), triggers: new Map(), blocks: [] }
  try {
    // Only an upgrade needs it.
    const { parse } = await import('libpg-query')
    for (const { script } of files) {
      const bytes = Buffer.from(script)
      for (const { stmt, stmt_location: from = 0, stmt_len: length } of (await parse(script)).stmts ?? []) {
        const text = bytes.subarray(from, length ? from + length : undefined).toString()
        if (!add(sorted, stmt as Record<string, any>, text.replace(/^(\s|--.*\n)*/, ''))) return null
      }
    }
    return sorted
  } catch {
    return null
  }
}

/** A hash of statements. */
export function hashOf(statements: readonly string[]): string {
  return createHash('sha256').update(statements.join(';')).digest('base64url')
}

function add(sorted: Definitions, stmt: Record<string, any>, text: string): boolean {
  const { CreateFunctionStmt, DoStmt, GrantStmt, CreatePolicyStmt, CreateTrigStmt } = stmt
  if (CreateFunctionStmt)
    sorted.functions.push({
      name: CreateFunctionStmt.funcname.at(-1).String.sval,
      text: text.replace(/^CREATE FUNCTION/, 'CREATE OR REPLACE FUNCTION'),
    })
  else if (DoStmt) sorted.blocks.push(text)
  else if (CreatePolicyStmt) addTo(sorted.policies, CreatePolicyStmt.table, text)
  else if (CreateTrigStmt) addTo(sorted.triggers, CreateTrigStmt.relation, text)
  else if (!GrantStmt) return false
  else if (GrantStmt.objtype !== 'OBJECT_TABLE' || GrantStmt.targtype !== 'ACL_TARGET_OBJECT')
    sorted.privileges.push(text)
  else for (const { RangeVar } of GrantStmt.objects) addTo(sorted.policies, RangeVar, text)
  return true
}

function addTo(
  tables: Map<string, string[]>,
  { schemaname = 'public', relname }: { schemaname?: string; relname: string },
  text: string,
): void {
  const name = `${schemaname}.${relname}`
  tables.set(name, [...(tables.get(name) ?? []), text])
}
