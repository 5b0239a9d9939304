import { createHash } from 'node:crypto'
import { parse } from 'libpg-query'
import type { DefinitionFile } from './definitions.ts'

/** The definitions by what they change, in their order. */
export interface Definitions {
  /** CREATE OR REPLACE FUNCTION, which locks no table. */
  functions: string[]
  /** Privileges on functions, sequences and schemas. */
  privileges: string[]
  /** Policies, triggers and privileges of each table that is named. */
  tables: Map<string, string[]>
  /** Blocks that do something for each table; `parley.only_table` names the one to do it for. */
  blocks: string[]
}

/** Sorts the statements of definition files, with PostgreSQL's own parser. Returns null if they contain something else, or are invalid. */
export async function sortDefinitions(files: readonly DefinitionFile[]): Promise<Definitions | null> {
  const sorted: Definitions = { functions: [], privileges: [], tables: new Map(), blocks: [] }
  try {
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

/** The statements of one table, and their hash. */
export function definitionsOf(name: string, { tables, blocks }: Definitions): { script: string; hash: string } {
  const script = [...(tables.get(name) ?? []), ...blocks].join(';\n')
  return { script, hash: createHash('sha256').update(script).digest('base64url') }
}

function add(sorted: Definitions, stmt: Record<string, any>, text: string): boolean {
  const { CreateFunctionStmt, DoStmt, GrantStmt, CreatePolicyStmt, CreateTrigStmt } = stmt
  if (CreateFunctionStmt) sorted.functions.push(text.replace(/^CREATE FUNCTION/, 'CREATE OR REPLACE FUNCTION'))
  else if (DoStmt) sorted.blocks.push(text)
  else if (CreatePolicyStmt) addTo(sorted, CreatePolicyStmt.table, text)
  else if (CreateTrigStmt) addTo(sorted, CreateTrigStmt.relation, text)
  else if (!GrantStmt) return false
  else if (GrantStmt.objtype !== 'OBJECT_TABLE' || GrantStmt.targtype !== 'ACL_TARGET_OBJECT')
    sorted.privileges.push(text)
  else for (const { RangeVar } of GrantStmt.objects) addTo(sorted, RangeVar, text)
  return true
}

function addTo(
  { tables }: Definitions,
  { schemaname = 'public', relname }: { schemaname?: string; relname: string },
  text: string,
): void {
  const name = `${schemaname}.${relname}`
  tables.set(name, [...(tables.get(name) ?? []), text])
}
