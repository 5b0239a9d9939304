import { COUNSELLING_TABLES } from './counselling/tables.ts'
import type { ForeignSystem } from './databases/importDatabase.ts'
import { LEGACY_TABLES } from './legacy/tables.ts'

const all: readonly ForeignSystem[] = [
  { name: 'legacy', tables: LEGACY_TABLES },
  { name: 'counselling', tables: COUNSELLING_TABLES },
]

/** Every system whose database can be imported, by the name that the command accepts. It is part of every imported id. */
export const SYSTEMS: ReadonlyMap<string, ForeignSystem> = new Map(all.map((system) => [system.name, system]))
