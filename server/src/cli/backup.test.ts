import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { type ServerProcess, startServer } from '../../test/serverProcess.ts'
import { backUpDaily } from '../backup/dailyBackup.ts'
import { readEnv } from '../env.ts'
import { openDatabase } from '../platform/database/open.ts'
import { openPools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { DEMO_PASSWORD } from '../viewer/demoPeople.ts'

let folder: string
let database: TestDatabase
const desks: ServerProcess[] = []
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-backups-'))
  chmodSync(folder, 0o755)
  database = await testDatabase()
})
afterAll(async () => {
  for (const desk of desks) if (desk.alive) await desk.kill('SIGTERM')
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs one of the server's commands, with the shell's limits and redirections. */
function command(line: string, env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const node = `${process.execPath} --import tsx src/cli/`
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', line.replace('parley ', node)], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      env: { PATH: process.env.PATH, TSX_DISABLE_CACHE: '1', ...env },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    // Lines of progress come on slow machines only.
    child.once('close', (code) =>
      resolve({ code, said: said.replaceAll(/^(Backing up|Restoring|Verifying): .*\n/gm, '') }),
    )
  })
}

async function started(dataDir: string): Promise<ServerProcess> {
  const desk = await startServer({ DATA_DIR: dataDir })
  desks.push(desk)
  return desk
}

const signIn = (desk: ServerProcess) =>
  fetch(`${desk.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: desk.url },
    body: JSON.stringify({ email: 'admin@parley.example', password: DEMO_PASSWORD }),
  })

const viewerOf = async (desk: ServerProcess, cookie: string) => {
  const answer = await fetch(`${desk.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: desk.url, Cookie: cookie },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  })
  return ((await answer.json()) as { data: { viewer: { name: string } | null } }).data.viewer?.name
}

test('a running desk is backed up, its disk is lost, and people go on in the restored one without signing in again', async () => {
  const [dataDir, file] = [path.join(folder, 'desk'), path.join(folder, 'copies/desk.tar.gz')]
  const desk = await started(dataDir)
  const cookie = (await signIn(desk)).headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  expect(await viewerOf(desk, cookie)).toBe('Ruth Adeyemi')
  const made = await command(`parley backup.ts ${file}`, { DATA_DIR: dataDir })
  expect(made).toEqual({
    code: 0,
    said: expect.stringMatching(/^Backed up [\d,]+ rows of \d+ tables and \d+ files?\.\n$/),
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await command(`parley backup.ts - > ${folder}/stream.tar.gz`, { DATA_DIR: dataDir })).toMatchObject({
    code: 0,
  })
  expect((await command(`parley restore.ts ${file}`, { DATA_DIR: dataDir })).said).toMatch(/in use by another Parley/)
  await desk.kill('SIGTERM')
  expect((await command(`parley restore.ts ${file}`, { DATA_DIR: dataDir })).said).toMatch(/\(DESK_NOT_EMPTY\)\n$/)
  rmSync(dataDir, { recursive: true })

  const restored = await command(`cat ${folder}/stream.tar.gz | parley restore.ts -`, { DATA_DIR: dataDir })
  expect(restored).toEqual({
    code: 0,
    said: expect.stringMatching(/^Restored the desk as of 20\S+Z: [\d,]+ rows and \d+ files?\.\n$/),
  })
  const again = await started(dataDir)
  expect(await viewerOf(again, cookie)).toBe('Ruth Adeyemi')
  expect((await signIn(again)).status).toBe(200)
  await again.kill('SIGTERM')

  const verified = await command(`parley backup.ts --verify ${file}`, { DATA_DIR: dataDir })
  expect(verified).toEqual({ code: 0, said: expect.stringMatching(/^The backup of 20\S+Z can be restored: /) })
})

test('the embedded desk is backed up once a day, and the oldest backups are removed', async () => {
  const env = readEnv({ NODE_ENV: 'test', DATA_DIR: path.join(folder, 'desk') })
  const place = await openDatabase(env, silentLog)
  const pools = openPools(place.roles, silentLog)
  const sql = async (text: string) =>
    (await pools.maintenance.query(
      `select set_config('parley.viewer_role', 'maintenance', false); ${text}`,
    )) as never as { rows: any[] }[]
  const copies = path.join(env.DATA_DIR, 'backups')
  const run = () => backUpDaily({ pools, backups: { env, place } }, new AbortController().signal)
  try {
    await sql(`update desk_settings set last_backup_at = null`)
    await run()
    const [first] = readdirSync(copies).filter((name) => name.endsWith('.tar.gz'))
    await run()
    expect(readdirSync(copies)).toEqual([first])
    mkdirSync(copies, { recursive: true })
    for (let day = 10; day < 30; day++)
      await command(`cp ${copies}/${first} ${copies}/parley-2020-01-${day}T00-00-00Z.tar.gz`, {})
    await command(
      `cp ${copies}/${first} ${copies}/my-own.tar.gz; touch ${copies}/parley-2020-01-01T00-00-00Z.tar.gz.part`,
      {},
    )
    await sql(`update desk_settings set backups_kept = 3, last_backup_at = now() - interval '1 day'`)
    await run()
    const kept = readdirSync(copies)
    expect(kept).toHaveLength(4)
    expect(kept).toContain('my-own.tar.gz')
    expect(kept).toContain(first)
    // Off, and failed.
    await sql(`update desk_settings set backups_kept = 0, last_backup_at = now() - interval '1 day'`)
    await run()
    expect(readdirSync(copies)).toEqual(kept)
    await sql('update desk_settings set backups_kept = 3')
    const blocked = { env: { ...env, BACKUP_DIR: path.join(env.DATA_DIR, 'secret/backups') }, place }
    await expect(backUpDaily({ pools, backups: blocked }, new AbortController().signal)).rejects.toThrow(
      /BACKUP_CANNOT_WRITE/,
    )
    const [, state] = await sql('select last_backup_problem as problem from desk_settings')
    expect(state!.rows).toEqual([{ problem: expect.stringContaining('BACKUP_CANNOT_WRITE') }])
  } finally {
    await pools.close()
    await place.close()
  }
})

test('a full disk ends a backup with one line, and nothing remains; an earlier backup is kept', async () => {
  const [env, file] = [
    { DATABASE_URL: database.ownerUrl, DATA_DIR: path.join(folder, 'full') },
    path.join(folder, 'full.tar.gz'),
  ]
  expect(await command(`parley backup.ts ${file}`, env)).toMatchObject({ code: 0 })
  const before = readFileSync(file)
  const { code, said } = await command(`ulimit -f 4; parley backup.ts ${file}`, env)
  expect(said).toBe(`There is no space left for the backup at ${file}. Nothing was kept. (BACKUP_DISK_FULL)\n`)
  expect(code).toBe(1)
  expect(existsSync(`${file}.part`)).toBe(false)
  expect(readFileSync(file)).toEqual(before)
  expect((await command('parley backup.ts - > /dev/full', env)).said).toMatch(/\(BACKUP_DISK_FULL\)\n$/)
  expect((await command('parley backup.ts /dev/null', env)).said).toBe(
    '/dev/null is not a file. (BACKUP_CANNOT_WRITE)\n',
  )
})
