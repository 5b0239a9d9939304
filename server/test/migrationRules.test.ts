import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@jest/globals'

type Rules = {
  unsafeStatements(script: string, options: { earlier?: string[]; version: string }): Promise<string[]>
}
const { unsafeStatements } = (await import(
  pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/migrationRules.mjs')).href
)) as Rules

const check = (script: string, earlier: string[] = []) => unsafeStatements(script, { earlier, version: '0.3.0' })

/** What is rejected, the message (its beginning or middle), and what to write instead. */
const RULES: [name: string, bad: string, message: string, good: string][] = [
  [
    'an index',
    'CREATE INDEX i ON tickets (a)',
    'CREATE INDEX blocks all writes. Write CREATE INDEX CONCURRENTLY IF NOT EXISTS in a migration of its own.',
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON tickets (a)',
  ],
  [
    'an index that cannot be repeated',
    'CREATE UNIQUE INDEX CONCURRENTLY i ON tickets (a)',
    'IF NOT EXISTS',
    'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON tickets (a)',
  ],
  [
    'an index and something else',
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON tickets (a); SELECT 1',
    'Put CREATE INDEX CONCURRENTLY in a migration of its own.',
    'CREATE TABLE t (a int); CREATE INDEX i ON t (a)',
  ],
  ['a dropped index', 'DROP INDEX i', 'Write DROP INDEX CONCURRENTLY', 'DROP INDEX CONCURRENTLY IF EXISTS i'],
  [
    'a computed default',
    'ALTER TABLE tickets ADD COLUMN a uuid DEFAULT gen_random_uuid()',
    'The values of "a" are computed for every row',
    'ALTER TABLE tickets ADD COLUMN a timestamptz NOT NULL DEFAULT now()',
  ],
  [
    'a sequence for existing rows',
    'ALTER TABLE tickets ADD COLUMN a bigserial',
    'The values of "a" are computed for every row',
    'CREATE TABLE t (a bigserial)',
  ],
  [
    'a generated column',
    'ALTER TABLE tickets ADD COLUMN b int GENERATED ALWAYS AS (a + 1) STORED',
    'The values of "b" are computed for every row',
    'ALTER TABLE tickets ADD COLUMN b int',
  ],
  [
    'a column that the previous release does not write',
    'ALTER TABLE tickets ADD COLUMN a int NOT NULL',
    'The previous release does not write "a". Give it a constant DEFAULT',
    'ALTER TABLE tickets ADD COLUMN a int NOT NULL DEFAULT 0',
  ],
  [
    'NOT NULL',
    'ALTER TABLE tickets ALTER COLUMN a SET NOT NULL',
    'First ADD CONSTRAINT … CHECK ("a" IS NOT NULL) NOT VALID, then VALIDATE CONSTRAINT',
    'ALTER TABLE tickets ALTER COLUMN a DROP NOT NULL',
  ],
  [
    'a foreign key',
    'ALTER TABLE tickets ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES users (id)',
    'A new FOREIGN KEY reads the whole table while it is locked. Write ADD CONSTRAINT … NOT VALID',
    'ALTER TABLE tickets ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES users (id) NOT VALID',
  ],
  [
    'a foreign key of a new column',
    'ALTER TABLE tickets ADD COLUMN a uuid REFERENCES users (id)',
    'A new FOREIGN KEY',
    'ALTER TABLE tickets ADD COLUMN a uuid, ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES users (id) NOT VALID',
  ],
  [
    'a check',
    'ALTER TABLE tickets ADD CONSTRAINT c CHECK (a > 0)',
    'A new CHECK reads',
    'ALTER TABLE tickets ADD CONSTRAINT c CHECK (a > 0) NOT VALID',
  ],
  [
    'a check that is validated at once',
    'ALTER TABLE tickets ADD CONSTRAINT c CHECK (a > 0) NOT VALID; ALTER TABLE tickets VALIDATE CONSTRAINT c',
    'Put VALIDATE CONSTRAINT in a migration of its own',
    'ALTER TABLE tickets VALIDATE CONSTRAINT c',
  ],
  [
    'a unique constraint',
    'ALTER TABLE tickets ADD CONSTRAINT u UNIQUE (a)',
    'then ADD CONSTRAINT … USING INDEX',
    'ALTER TABLE tickets ADD CONSTRAINT u UNIQUE USING INDEX i',
  ],
  [
    'another type',
    'ALTER TABLE tickets ALTER COLUMN a TYPE bigint',
    'Changing the type of "a" rewrites the table',
    'ALTER TABLE tickets ADD COLUMN b bigint',
  ],
  [
    'a renamed column',
    'ALTER TABLE tickets RENAME COLUMN a TO b',
    'RENAME breaks the previous release.',
    'ALTER INDEX i RENAME TO j',
  ],
  [
    'a renamed table',
    'ALTER TABLE tickets RENAME TO cases',
    'RENAME breaks the previous release.',
    '-- Unused since 0.2.0.\nALTER TABLE tickets RENAME TO cases',
  ],
  [
    'a dropped table',
    'DROP TABLE tickets',
    'DROP TABLE breaks the previous release. When a release no longer uses it, write "-- Unused since <that release>"',
    '-- Unused since 0.2.0: the queue has its own tables.\nDROP TABLE tickets',
  ],
  [
    'a dropped column',
    'ALTER TABLE tickets DROP COLUMN a',
    'DROP COLUMN "a" breaks',
    '-- Unused since 0.2.0\nALTER TABLE tickets DROP COLUMN a',
  ],
  [
    'a column dropped in the release that stops using it',
    '-- Unused since 0.3.0\nALTER TABLE tickets DROP COLUMN a',
    'release 0.3.0 is not out yet',
    '-- Unused since 0.2.9\nALTER TABLE tickets DROP COLUMN a',
  ],
  [
    'a dropped default',
    'ALTER TABLE tickets ALTER COLUMN a DROP DEFAULT',
    'DROP DEFAULT of "a" breaks',
    'ALTER TABLE tickets ALTER COLUMN a SET DEFAULT 1',
  ],
  [
    'an update of a whole table',
    'UPDATE tickets SET a = 1',
    'The owner sees no rows under row-level security',
    'CREATE TABLE t (a int); UPDATE t SET a = 1',
  ],
  [
    'a hidden update',
    'WITH w AS (UPDATE tickets SET a = 1 RETURNING 1) SELECT FROM w',
    'The owner sees no',
    'SELECT 1',
  ],
  ['a deletion', 'DELETE FROM tickets', 'write the values with a backfill', `INSERT INTO teams VALUES ('x')`],
  ['copied rows', 'INSERT INTO a SELECT * FROM b', 'INSERT … SELECT', 'CREATE TABLE a (b int); INSERT INTO a SELECT 1'],
  ['TRUNCATE', 'TRUNCATE tickets', 'TRUNCATE locks the table', 'SELECT 1'],
  ['a lock', 'LOCK TABLE tickets', 'LOCK TABLE makes everybody wait', 'SELECT 1'],
  ['VACUUM', 'VACUUM FULL tickets', 'VACUUM does not belong in a migration', 'SELECT 1'],
  [
    'REINDEX',
    'REINDEX TABLE tickets',
    'REINDEX blocks writes',
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS j ON tickets (a)',
  ],
  ['CLUSTER', 'CLUSTER tickets', 'CLUSTER rewrites the table', 'SELECT 1'],
  [
    'a new value of an enumeration and its use',
    `ALTER TYPE kind ADD VALUE 'b'; ALTER TABLE tickets ALTER COLUMN a SET DEFAULT 'b'`,
    'Put ALTER TYPE … ADD VALUE in a migration of its own',
    `ALTER TYPE kind ADD VALUE 'b'; ALTER TYPE kind ADD VALUE 'c'`,
  ],
  [
    'a renamed value',
    `ALTER TYPE kind RENAME VALUE 'a' TO 'b'`,
    'RENAME VALUE breaks',
    `ALTER TYPE kind ADD VALUE 'b'`,
  ],
  [
    'two tables',
    'ALTER TABLE tickets ADD COLUMN a int; ALTER TABLE users ADD COLUMN a int',
    'Change users in a migration of its own',
    'CREATE TABLE t (a int); ALTER TABLE t ADD CHECK (a > 0); ALTER TABLE users ADD COLUMN a int',
  ],
  ['a transaction', 'BEGIN; SELECT 1; COMMIT', 'Remove BEGIN and COMMIT', 'SELECT 1'],
  ['DO', 'DO $$ BEGIN PERFORM 1; END $$', 'DO hides its statements', 'SELECT 1'],
]

test.each(RULES)('%s', async (_, bad, message, good) => {
  expect((await check(bad)).join('\n')).toContain(message)
  expect(await check(good)).toEqual([])
})

test('NOT NULL is accepted after a check of the same column was validated by an earlier migration', async () => {
  const added = 'ALTER TABLE tickets ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID'
  const validated = 'ALTER TABLE tickets VALIDATE CONSTRAINT c'
  expect(await check('ALTER TABLE tickets ALTER a SET NOT NULL', [added, validated])).toEqual([])
  expect(await check('ALTER TABLE tickets ALTER a SET NOT NULL', [added])).toHaveLength(1)
  expect(await check('ALTER TABLE tickets ALTER b SET NOT NULL', [added, validated])).toHaveLength(1)
  expect(await check('ALTER TABLE others ALTER a SET NOT NULL', [added, validated])).toHaveLength(1)
})

test('a message has the line of the statement, and a comment with a reason excuses one statement', async () => {
  const script =
    '-- é\n\n-- Safe: it has one row.\nALTER TABLE desk ADD CHECK (a > 0);\n\n-- Another.\nLOCK TABLE desk;\n'
  expect(await check(script)).toEqual([
    'line 7: LOCK TABLE makes everybody wait. Remove it: statements take the locks they need.',
  ])
})
