import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  ColumnTypeEnum,
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'

/** One folder of `prisma/migrations`. */
export interface Migration {
  name: string
  script: string
}

const NO_FILTERS = { externalTables: [], externalEnums: [] }
const DATAMODEL: [string, string][] = [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']]

/**
 * Applies the migrations that the database does not have yet, with Prisma's own schema engine as WebAssembly (the native one
 * is a download). Throws PostgreSQL's own error if a script fails. With `hasRun`, they are only recorded.
 */
export function applyWithPrisma(client: pg.Client, migrations: Migration[], { hasRun = false } = {}): Promise<unknown> {
  const apply = (engine: SchemaEngine) =>
    engine.applyMigrations({ filters: NO_FILTERS, migrationsList: listOf(migrations) })
  return withEngine(client, apply, hasRun ? async () => {} : undefined)
}

/** The SQL that changes the result of these migrations into this schema. The database must be empty and is left modified. */
export async function diffWithPrisma(client: pg.Client, migrations: Migration[], schema: string): Promise<string> {
  const result = await withEngine(client, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...listOf(migrations) },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    }),
  )
  return result.stdout ?? ''
}

function listOf(migrations: Migration[]): MigrationList {
  return {
    baseDir: 'prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
    })),
  }
}

async function withEngine<T>(
  client: pg.Client,
  work: (engine: SchemaEngine) => Promise<T>,
  runScript: (script: string) => Promise<unknown> = (script) => client.query(script),
): Promise<T> {
  const failure: { error?: unknown } = {}
  const factory = bindMigrationAwareSqlAdapterFactory(wholeScripts(client, failure, runScript))
  loaded ??= loadEngine()
  const Engine = await loaded
  const engine = await Engine.new({ datamodels: DATAMODEL }, () => {}, factory)
  try {
    return await work(engine)
  } catch (error) {
    throw failure.error ?? error
  } finally {
    engine.free()
  }
}

// Prisma's adapter splits a script at every semicolon, which breaks `$$ … $$` bodies: send it whole.
function wholeScripts(
  client: pg.Client,
  failure: { error?: unknown },
  runScript: (script: string) => Promise<unknown>,
): SqlMigrationAwareDriverAdapterFactory {
  const pool = new PinnedPool(client)
  const factory = new PrismaPg(pool)
  const plainConnect = factory.connect.bind(factory)
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await plainConnect()
    adapter.executeScript = async (script) => {
      try {
        await runScript(script)
      } catch (error) {
        failure.error = error
        throw error
      }
    }
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const { columnNames, columnTypes, ...rest } = await queryRaw(query)
      const types = columnTypes.map((type, at) => (pool.chars.has(columnNames[at]!) ? ColumnTypeEnum.Character : type))
      return { ...rest, columnNames, columnTypes: types }
    }
    return adapter
  }
  return Object.assign(factory, { connect, connectToShadowDb: connect })
}

// A pool of one connection: the engine must use the one that holds the lock and the transaction, and a real pool discards
// a connection after an error.
class PinnedPool extends pg.Pool {
  constructor(client: pg.Client) {
    super({ max: 1 })
    this.query = (async (query: pg.QueryConfig) => {
      const result = await client.query(query)
      for (const field of result.fields ?? []) this.noteChar(field)
      return result
    }) as typeof this.query
  }

  // The engine reads the catalogue, whose one-byte "char" Prisma's adapter rejects: it is passed as text, with the columns recorded.
  readonly chars = new Set<string>()
  private noteChar(field: pg.FieldDef): void {
    if (field.dataTypeID !== pg.types.builtins.CHAR) return
    field.dataTypeID = pg.types.builtins.TEXT
    this.chars.add(field.name)
  }
}

// The parts of WebAssembly used here; Node's types leave them to the DOM library.
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

let loaded: Promise<typeof SchemaEngine> | undefined

// The package leaves loading the WebAssembly module and its JavaScript bindings to its user.
async function loadEngine(): Promise<typeof SchemaEngine> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const entry = import.meta.resolve('@prisma/schema-engine-wasm')
  const wasm = readFileSync(fileURLToPath(new URL('schema_engine_bg.wasm', entry)))
  const imports = Object.fromEntries(Object.entries(glue).map(([name, value]) => [name, withoutHold(name, value)]))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': imports })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  return glue.SchemaEngine
}

// The engine never clears the ten-second timer of its lock; it must not keep the process alive for that long.
function withoutHold(name: string, value: unknown): unknown {
  if (!name.startsWith('__wbg_setTimeout')) return value
  return (work: () => void, milliseconds: number) => setTimeout(work, milliseconds >>> 0).unref()
}
