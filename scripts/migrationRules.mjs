// What a migration may do while the previous release still uses the database (docs/upgrades.md). The statements are read by PostgreSQL's own
// parser, compiled to WebAssembly.
import { parse } from 'libpg-query'

const OWN_MIGRATION = 'in a migration of its own'
const BACKFILL = 'write the values with a backfill (server/src/jobs/backfills.ts)'

/** Functions whose value PostgreSQL computes once for all existing rows. */
const STABLE = new Set(['now', 'transaction_timestamp', 'statement_timestamp'])
/** What the SQL of the server names; functions and policies belong to prisma/sql. */
const STORED = new Set(['TABLE', 'COLUMN', 'VIEW', 'TYPE', 'SEQUENCE', 'SCHEMA'].map((name) => `OBJECT_${name}`))
const SERIAL = new Set(['serial', 'bigserial', 'smallserial', 'serial4', 'serial8', 'serial2'])

/**
 * The statements of a migration that would block or break the previous release, as `line N: message`. `earlier` are the scripts before it;
 * `version` is the current one.
 */
export async function unsafeStatements(script, { earlier = [], version }) {
  const statements = await read(script)
  const context = {
    ...(await validatedIn(earlier)),
    version,
    count: statements.length,
    others: statements.some(({ kind }) => kind !== 'AlterEnumStmt'),
    created: new Set(),
    altered: new Set(),
  }
  return statements.flatMap((statement) => {
    const messages = judge(statement, context)
    return statement.isExcused ? [] : messages.map((message) => `line ${statement.line}: ${message}`)
  })
}

/** The statements of a script, each with its line and what the comment above it says. */
async function read(script) {
  const bytes = Buffer.from(script)
  const { stmts = [] } = await parse(script)
  let end = 0
  return stmts.map(({ stmt, stmt_location: from = 0, stmt_len: length = 0 }) => {
    const [comment] = /^(\s|--.*\n)*/.exec(bytes.subarray(end).toString())
    const line = (bytes.subarray(0, end).toString() + comment).split('\n').length
    end = from + length + 1
    const [kind, node] = Object.entries(stmt)[0]
    const unusedSince = /^-- Unused since (\d+(?:\.\d+)+)\b/im.exec(comment)?.[1]
    return { kind, node, line, unusedSince, isExcused: /^-- Safe: \S/im.test(comment) }
  })
}

/** The constraints that earlier migrations have validated, and the columns that a CHECK says are not null. */
async function validatedIn(scripts) {
  const validated = new Set()
  const notNull = new Map()
  for (const { node } of (await Promise.all(scripts.map(read)))
    .flat()
    .filter(({ kind }) => kind === 'AlterTableStmt')) {
    const table = node.relation.relname
    for (const { AlterTableCmd: command } of node.cmds) {
      if (command.subtype === 'AT_ValidateConstraint') validated.add(`${table}.${command.name}`)
      const constraint = command.subtype === 'AT_AddConstraint' && command.def.Constraint
      const test = constraint && constraint.raw_expr?.NullTest
      if (test?.nulltesttype !== 'IS_NOT_NULL') continue
      notNull.set(`${table}.${test.arg.ColumnRef.fields.at(-1).String.sval}`, `${table}.${constraint.conname}`)
      if (!constraint.skip_validation) validated.add(`${table}.${constraint.conname}`)
    }
  }
  return { validated, notNull }
}

function judge(statement, context) {
  const rule = RULES[statement.kind]
  const nested = rule ? [] : writesIn(statement.node)
  return [...(rule?.(statement.node, context, statement) ?? []), ...nested].filter(Boolean)
}

const RULES = {
  CreateStmt: (node, { created }) => void created.add(node.relation.relname),
  CreateTableAsStmt: (node, { created }) => void created.add(node.into.rel.relname),
  IndexStmt: (node, context) => {
    if (context.created.has(node.relation.relname)) return []
    if (!node.concurrent)
      return [`CREATE INDEX blocks all writes. Write CREATE INDEX CONCURRENTLY IF NOT EXISTS ${OWN_MIGRATION}.`]
    return [
      context.count > 1 && `Put CREATE INDEX CONCURRENTLY ${OWN_MIGRATION}.`,
      !node.if_not_exists &&
        'Write CREATE INDEX CONCURRENTLY IF NOT EXISTS, so that it can be repeated after an interruption.',
    ]
  },
  DropStmt: (node, context, statement) => {
    if (node.removeType !== 'OBJECT_INDEX') return [unused(`DROP ${node.removeType.slice(7)}`, context, statement)]
    if (!node.concurrent || !node.missing_ok)
      return [`DROP INDEX waits for all users of the table. Write DROP INDEX CONCURRENTLY IF EXISTS ${OWN_MIGRATION}.`]
    return [context.count > 1 && `Put DROP INDEX CONCURRENTLY ${OWN_MIGRATION}.`]
  },
  AlterTableStmt: (node, context, statement) => {
    const table = node.relation.relname
    if (context.created.has(table)) return []
    context.altered.add(table)
    const others =
      context.altered.size > 1 &&
      `Change ${table} ${OWN_MIGRATION}: the other tables of this one are locked while it waits.`
    return [
      others,
      ...node.cmds.flatMap(({ AlterTableCmd: command }) =>
        COMMANDS[command.subtype]?.(command, { ...context, table }, statement),
      ),
    ]
  },
  RenameStmt: (node, context, statement) => (STORED.has(node.renameType) ? [unused('RENAME', context, statement)] : []),
  AlterObjectSchemaStmt: (_, context, statement) => [unused('SET SCHEMA', context, statement)],
  AlterEnumStmt: (node, { others }) => [
    node.oldVal && 'RENAME VALUE breaks the previous release, which still writes the old one. Add a value instead.',
    others && `Put ALTER TYPE … ADD VALUE ${OWN_MIGRATION}: a transaction cannot use a value that it adds.`,
  ],
  UpdateStmt: (node, { created }) => rowsOf(node, created),
  DeleteStmt: (node, { created }) => rowsOf(node, created),
  InsertStmt: (node, { created }) =>
    node.selectStmt?.SelectStmt.valuesLists || created.has(node.relation.relname)
      ? []
      : [`INSERT … SELECT locks what it reads and writes: ${BACKFILL}.`],
  TruncateStmt: () => [
    'TRUNCATE locks the table and removes what the previous release still writes. Delete rows with a job.',
  ],
  LockStmt: () => ['LOCK TABLE makes everybody wait. Remove it: statements take the locks they need.'],
  VacuumStmt: (node) => [
    `${node.is_vacuumcmd ? 'VACUUM' : 'ANALYZE'} does not belong in a migration: autovacuum does it, and VACUUM FULL locks the table.`,
  ],
  ClusterStmt: () => ['CLUSTER rewrites the table while it is locked. Remove it.'],
  RepackStmt: () => ['REPACK rewrites the table while it is locked. Remove it.'],
  ReindexStmt: () => [`REINDEX blocks writes. Create another index CONCURRENTLY, and drop this one.`],
  TransactionStmt: () => ['Remove BEGIN and COMMIT: each migration is one transaction.'],
  DoStmt: () => ['DO hides its statements from this check. Write them out.'],
}

const COMMANDS = {
  AT_AddColumn: ({ def: { ColumnDef: column } }) => addedColumn(column),
  AT_SetNotNull: ({ name }, { table, notNull, validated }) =>
    validated.has(notNull.get(`${table}.${name}`))
      ? []
      : [
          `SET NOT NULL reads the whole table while it is locked. First ADD CONSTRAINT … CHECK ("${name}" IS NOT NULL) NOT VALID, then VALIDATE CONSTRAINT, each ${OWN_MIGRATION}.`,
        ],
  AT_AddConstraint: ({ def: { Constraint: constraint } }) => addedConstraint(constraint),
  AT_ValidateConstraint: (_, { count }) => [
    count > 1 &&
      `Put VALIDATE CONSTRAINT ${OWN_MIGRATION}: the locks of other statements would last as long as it reads.`,
  ],
  AT_AlterColumnType: ({ name }) => [
    `Changing the type of "${name}" rewrites the table while it is locked, and breaks cached plans. Add a column, ${BACKFILL}, and drop the old one in a later release.`,
  ],
  AT_DropColumn: ({ name }, context, statement) => [unused(`DROP COLUMN "${name}"`, context, statement)],
  AT_ColumnDefault: ({ name, def }, context, statement) => [
    !def && unused(`DROP DEFAULT of "${name}"`, context, statement),
  ],
  AT_SetTableSpace: () => ['SET TABLESPACE rewrites the table while it is locked.'],
  AT_SetLogged: () => ['SET LOGGED rewrites the table while it is locked.'],
  AT_SetUnLogged: () => ['SET UNLOGGED rewrites the table while it is locked.'],
}

function addedColumn({ colname: name, typeName, constraints = [] }) {
  const of = Object.fromEntries(constraints.map(({ Constraint: one }) => [one.contype, one]))
  const type = typeName.names.at(-1).String.sval
  const isComputed =
    of.CONSTR_IDENTITY ||
    of.CONSTR_GENERATED ||
    SERIAL.has(type) ||
    (of.CONSTR_DEFAULT && isVolatile(of.CONSTR_DEFAULT))
  return [
    isComputed &&
      `The values of "${name}" are computed for every row while the table is locked. Add the column without a default, SET DEFAULT in a later statement, and ${BACKFILL}.`,
    of.CONSTR_NOTNULL &&
      !of.CONSTR_DEFAULT &&
      `The previous release does not write "${name}". Give it a constant DEFAULT, or leave out NOT NULL.`,
    ...['CONSTR_CHECK', 'CONSTR_FOREIGN', 'CONSTR_UNIQUE', 'CONSTR_PRIMARY'].flatMap((kind) =>
      of[kind] ? addedConstraint(of[kind]) : [],
    ),
  ]
}

function addedConstraint({ contype: kind, skip_validation: isNotValid, indexname }) {
  if (kind === 'CONSTR_CHECK' || kind === 'CONSTR_FOREIGN') {
    const name = kind === 'CONSTR_CHECK' ? 'CHECK' : 'FOREIGN KEY'
    return [
      !isNotValid &&
        `A new ${name} reads the whole table while it is locked. Write ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT ${OWN_MIGRATION}.`,
    ]
  }
  if (kind === 'CONSTR_EXCLUSION')
    return ['An EXCLUDE constraint cannot be added without locking the table. Create another table.']
  const isIndexed = kind === 'CONSTR_UNIQUE' || kind === 'CONSTR_PRIMARY'
  return [
    isIndexed &&
      !indexname &&
      `This builds an index while the table is locked. CREATE UNIQUE INDEX CONCURRENTLY ${OWN_MIGRATION}, then ADD CONSTRAINT … USING INDEX.`,
  ]
}

function unused(what, { version }, { unusedSince }) {
  if (!unusedSince)
    return `${what} breaks the previous release. When a release no longer uses it, write "-- Unused since <that release>" above this statement.`
  return isBefore(unusedSince, version)
    ? false
    : `${what}: release ${unusedSince} is not out yet (this is ${version}), so nodes of the previous one still use it.`
}

function rowsOf({ relation }, created) {
  return created.has(relation.relname)
    ? []
    : [`The owner sees no rows under row-level security, and a large change keeps them locked: ${BACKFILL}.`]
}

/** UPDATE and DELETE inside other statements. */
function writesIn(node) {
  return /"(Update|Delete)Stmt"/.test(JSON.stringify(node)) ? rowsOf({ relation: {} }, new Set()) : []
}

function isVolatile(constraint) {
  const calls = [...JSON.stringify(constraint).matchAll(/"FuncCall":\{"funcname":(\[.*?\])/g)]
  return calls.some(([, names]) => !STABLE.has(JSON.parse(names).at(-1).String.sval))
}

function isBefore(version, other) {
  const [a, b] = [version, other].map((text) => text.split('.').map(Number))
  const at = b.findIndex((number, index) => number !== (a[index] ?? 0))
  return at >= 0 && (a[at] ?? 0) < b[at]
}
