import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eventually } from '../../../test/eventually.ts'
import { silentLog } from '../log.ts'
import { connect, withClient } from './connect.ts'
import { openEmbedded, type EmbeddedDatabase } from './embedded.ts'
import { isPostgres, readPostmaster } from './postmaster.ts'

let dataDir: string
const folders: string[] = []
const opened: EmbeddedDatabase[] = []

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'parley-embedded-'))
  chmodSync(dataDir, 0o755)
  folders.push(dataDir)
})
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function open(claim = false): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ dataDir, log: silentLog, claim, settings: { fsync: 'off' } })
  opened.push(database)
  return database
}

async function close(database: EmbeddedDatabase) {
  opened.splice(opened.indexOf(database), 1)
  await database.close()
}

const postmaster = () => readPostmaster(path.join(dataDir, 'postgres'))
const ask = async (url: string, sql: string) => (await withClient(url, 'test', (client) => client.query(sql))).rows

test('the owner owns the database, can create roles and is not a superuser; only the owner can read the secret', async () => {
  const { ownerUrl } = await open()
  const who = `select current_user as name, rolsuper, rolcreaterole, current_setting('synchronous_commit') as durable,
                      pg_get_userbyid(datdba) as owner
                 from pg_roles, pg_database where rolname = current_user and datname = current_database()`
  const owner = { name: 'parley_owner', rolsuper: false, rolcreaterole: true, durable: 'on', owner: 'parley_owner' }
  expect(await ask(ownerUrl, who)).toEqual([owner])
  expect(statSync(path.join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
})

test('a second start finds the data of the first', async () => {
  const first = await open()
  await ask(first.ownerUrl, 'create table kept as select 42 as answer')
  await close(first)
  expect(postmaster()).toBeUndefined()
  expect(await ask((await open()).ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a second server is refused, a program can join, and the last process to close stops PostgreSQL', async () => {
  const server = await open(true)
  await expect(open(true)).rejects.toThrow(/data folder .* is in use by another Parley \(process \d+\): stop that one/)
  const program = await open()
  await close(server)
  expect(await ask(program.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await close(program)
  expect(postmaster()).toBeUndefined()
})

test('four at once on an empty folder share one PostgreSQL', async () => {
  const urls = (await Promise.all([open(), open(), open(), open()])).map(({ ownerUrl }) => ownerUrl)
  expect(new Set(urls).size).toBe(1)
})

test('when PostgreSQL is killed, it comes back on the same port with everything committed', async () => {
  const { ownerUrl } = await open(true)
  await ask(ownerUrl, 'create table kept as select 42 as answer')
  process.kill(postmaster()!.pid, 'SIGKILL')
  const rows = await eventually('PostgreSQL is back', () =>
    ask(ownerUrl, 'select answer from kept').catch(() => undefined),
  )
  expect(rows).toEqual([{ answer: 42 }])
})

test('a stale postmaster.pid that names another running program does not prevent a start', async () => {
  await close(await open())
  const pid = path.join(dataDir, 'postgres/postmaster.pid')
  writeFileSync(pid, `${process.pid}\n${dataDir}\n1\n5999\n\n127.0.0.1\n0 0\nready   \n`)
  expect(isPostgres(process.pid)).toBe(false)
  const { ownerUrl } = await open()
  expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a killed server leaves PostgreSQL running, and the next one takes it over', async () => {
  const program = `
    import { openEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    import { silentLog } from ${JSON.stringify(new URL('../log.ts', import.meta.url).href)}
    openEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: silentLog, claim: true }).then(() => console.log('open'))`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: new URL('../../../', import.meta.url),
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  expect(said).toBe('')
  const { pid } = postmaster()!
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { ownerUrl } = await open(true)
  expect(postmaster()!.pid).toBe(pid)
  expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a folder that only its owner may enter can be used', async () => {
  chmodSync(dataDir, 0o700)
  expect(await ask((await open()).ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('an invalid data folder, or one without its secret, is reported in one line', async () => {
  const file = path.join(dataDir, 'file')
  writeFileSync(file, '')
  await expect(openEmbedded({ dataDir: path.join(file, 'data'), log: silentLog })).rejects.toThrow(
    /can't be written: .*\.$/,
  )
  await close(await open())
  rmSync(path.join(dataDir, 'secret'))
  await expect(open()).rejects.toThrow(/secret is missing: restore it from a backup/)
  expect(existsSync(path.join(dataDir, 'secret'))).toBe(false)
})

test('a connection that its server ends does not end the process', async () => {
  const { ownerUrl, superuserUrl } = await open()
  const client = await connect(ownerUrl, 'victim')
  await ask(superuserUrl, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'`)
  await expect(client.query('select 1')).rejects.toThrow()
  expect(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).toMatch(/terminating connection/)
})
