import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { ROOT } from '../../env.ts'
import { withClient } from './connect.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await testDatabase({ empty: true })
  folder = mkdtempSync(path.join(tmpdir(), 'parley-migrations-'))
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

function write(name: string, script: string) {
  mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, name, 'migration.sql'), script)
}

const sql = async (text: string) => (await withClient(database.ownerUrl, 'test', (client) => client.query(text))).rows
const run = () => migrate(database.ownerUrl, folder)
const recorded = () =>
  sql(`select migration_name as name, applied_steps_count as steps, finished_at is not null as finished
         from _prisma_migrations order by migration_name`)

test('applies new migrations in order and records them as Prisma does', async () => {
  write('1_first', 'create table a (id int);')
  expect(await run()).toEqual({ applied: ['1_first'], defined: false, edited: [], unknown: [] })
  write('3_third', 'insert into b select 3 from b;')
  write('2_second', 'create table b as select 2 as id;')
  expect((await run()).applied).toEqual(['2_second', '3_third'])
  expect((await run()).applied).toEqual([])
  expect(await sql('select id from b order by id')).toEqual([{ id: 2 }, { id: 3 }])
  const names = ['1_first', '2_second', '3_third']
  expect(await recorded()).toEqual(names.map((name) => ({ name, steps: 1, finished: true })))
})

test('a body in dollar quotes keeps its semicolons', async () => {
  write(
    '1',
    `create function two() returns int language plpgsql as $$ begin perform 1; return 2; end; $$; select two();`,
  )
  await run()
  expect(await sql('select two()')).toEqual([{ two: 2 }])
})

test('a failing migration is reported with its name and line, and leaves nothing; once repaired, it applies', async () => {
  write('1_good', 'create table good (id int);')
  write('2_bad', 'create table half (id int);\ninsert into half values (1);\ninsert into nowhere values (1);\n')
  await expect(run()).rejects.toThrow('Migration 2_bad failed: relation "nowhere" does not exist (line 3)')
  expect(await sql(`select to_regclass('good') is not null as good, to_regclass('half') is not null as half`)).toEqual([
    { good: true, half: false },
  ])
  expect((await recorded()).map(({ name }) => name)).toEqual(['1_good'])
  write('2_bad', 'create table half (id int);')
  expect((await run()).applied).toEqual(['2_bad'])
})

test('if the first migration fails, not even the migrations table is left', async () => {
  write('1', 'select 1/0;')
  await expect(run()).rejects.toThrow('Migration 1 failed: division by zero')
  expect(await sql(`select to_regclass('_prisma_migrations') as records`)).toEqual([{ records: null }])
})

test('eight concurrent starts apply each migration once', async () => {
  write('1', 'create table a (id int); select pg_sleep(0.2);')
  write('2', 'insert into a values (1);')
  const results = await Promise.all(Array.from({ length: 8 }, run))
  expect(results.flatMap(({ applied }) => applied).sort()).toEqual(['1', '2'])
  expect(await sql('select count(*)::int as n from a')).toEqual([{ n: 1 }])
})

const INDEX = 'create unique index concurrently if not exists only_one on a (id);'
const isValid = () => sql(`select indisvalid as valid from pg_index where indexrelid = 'only_one'::regclass`)

test('an index is built outside a transaction, by one of several nodes that start', async () => {
  write('1', 'create table a (id int); insert into a values (1), (2);')
  write('2', INDEX)
  const results = await Promise.all(Array.from({ length: 3 }, run))
  expect(results.flatMap(({ applied }) => applied).sort()).toEqual(['1', '2'])
  expect(await isValid()).toEqual([{ valid: true }])
  expect(await recorded()).toEqual(['1', '2'].map((name) => ({ name, steps: 1, finished: true })))
})

test('an index that could not be built is dropped and built again at the next start', async () => {
  write('1', 'create table a (id int); insert into a values (1), (1);')
  write('2', INDEX)
  await expect(run()).rejects.toThrow('Migration 2 failed: could not create unique index "only_one"')
  expect(await isValid()).toEqual([{ valid: false }])
  expect((await recorded()).map(({ name }) => name)).toEqual(['1'])
  await sql('truncate a')
  expect((await run()).applied).toEqual(['2'])
  expect(await isValid()).toEqual([{ valid: true }])
})

test('an index that was built by a node that was killed before it recorded it is kept', async () => {
  write('1', 'create table a (id int);')
  await run()
  await sql(INDEX)
  write('2', INDEX)
  expect((await run()).applied).toEqual(['2'])
})

test('reports applied migrations that were edited or are missing', async () => {
  write('1', 'select 1;')
  write('2', 'select 2;')
  await run()
  write('1', 'select 1; -- now different')
  rmSync(path.join(folder, '2'), { recursive: true })
  expect(await run()).toEqual({ applied: [], defined: false, edited: ['1'], unknown: ['2'] })
})

test('a failure recorded by another tool stops the start', async () => {
  write('1', 'select 1;')
  await run()
  await sql(`update _prisma_migrations set finished_at = null`)
  await expect(run()).rejects.toThrow(/The migration 1 is recorded as failed by another tool/)
})

test('names stored before normalisation was introduced are normalised', async () => {
  const all = path.join(ROOT, 'prisma/migrations')
  const names = readdirSync(all).filter((name) => name < '20261128050000')
  for (const name of names) cpSync(path.join(all, name), path.join(folder, name), { recursive: true })
  await run()
  const asSuperuser = (text: string) =>
    withClient(database.superuserUrl, 'test', async (client) => (await client.query(text)).rows)
  await asSuperuser(`
    INSERT INTO users (name, email, role) VALUES (U&'Ann\\202Enimda', 'a@x.example', 'buyer'), (U&'Zoe\\0308', 'b@x.example', 'buyer'), ('Bob', 'c@x.example', 'buyer');
    INSERT INTO sellers (shop_name, owner_id) SELECT name, id FROM users`)
  await migrate(database.ownerUrl, all)
  const cleaned = [{ name: 'Annnimda' }, { name: 'Bob' }, { name: 'Zo\u00EB' }]
  expect(await asSuperuser('SELECT name FROM users ORDER BY name')).toEqual(cleaned)
  expect(await asSuperuser('SELECT shop_name AS name FROM sellers ORDER BY name')).toEqual(cleaned)
  expect(
    await asSuperuser(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity`,
    ),
  ).toEqual([])
})
