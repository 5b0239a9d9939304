import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { startServer } from '../../test/serverProcess.ts'
import { ROOT } from '../env.ts'
import { withClient } from '../platform/database/connect.ts'

// A build in a folder of its own, outside the repository, with production dependencies and nothing else.
let folder: string
let database: TestDatabase
let env: Record<string, string>
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-build-'))
  database = await testDatabase()
  env = { NODE_ENV: 'production', DATABASE_URL: database.ownerUrl, DATA_DIR: path.join(folder, 'data') }
  const { HOME = '' } = process.env
  await run([process.execPath, path.join(ROOT, 'scripts/build.mjs'), folder], { HOME })
  const install = 'npx -y pnpm@12 install --prod --frozen-lockfile --prefer-offline --filter @parley/server'
  await run(install.split(' '), { HOME })
}, 600_000)
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const parley = () => path.join(folder, 'parley')

/** Runs a program in the folder of the build; throws with its output if it fails. */
function run([command, ...args]: string[], more: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command!, args, { cwd: folder, env: { PATH: process.env.PATH, ...more } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`Exit ${code}: ${said}`))))
  })
}

test('the build has no TypeScript, and its dependencies are those of production', () => {
  const packages = readdirSync(path.join(folder, 'node_modules/.pnpm'))
  const development = /^(tsx|typescript|prisma|jest|vite|react|esbuild|@swc\+core|oxlint|@playwright\+test)@/
  expect(packages.filter((name) => development.test(name))).toEqual([])
  const sources = readdirSync(path.join(folder, 'server/src'), { recursive: true }).map(String)
  expect(sources.filter((name) => /\.ts$|\.test\./.test(name))).toEqual([])
  expect(existsSync(path.join(folder, 'server/node_modules/tsx'))).toBe(false)
})

test('the built server serves the desk in production, and SIGTERM ends it with 0', async () => {
  const METRICS_TOKEN = 'metrics-token-of-the-test'
  const desk = await startServer({ ...env, METRICS_TOKEN }, ROOT, undefined, [parley(), 'start'])
  try {
    const authorization = `Bearer ${METRICS_TOKEN}`
    expect((await fetch(`${desk.url}/health`)).status).toBe(200)
    expect((await fetch(`${desk.url}/ready`, { headers: { authorization } })).status).toBe(200)
    const page = await fetch(`${desk.url}/sign-in`, { headers: { Accept: 'text/html' } })
    expect(await page.text()).toMatch(/<script[^>]+src="\/assets\//)
    const said = await run([parley(), 'admin', 'first@parley.example'], env)
    const [, password] = /Password +(\S+)/.exec(said)!
    const post = (path: string, body: object, headers = {}) =>
      fetch(`${desk.url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: desk.url, ...headers },
        body: JSON.stringify(body),
      })
    expect((await post('/api/auth/sign-in/email', { email: 'first@parley.example', password })).status).toBe(200)
    const token = (await run([parley(), 'token', 'first@parley.example'], env)).trim()
    const query = '{ viewer { email } }'
    const answer = await post('/graphql', { query }, { authorization: `Bearer ${token}` })
    expect(await answer.json()).toEqual({ data: { viewer: { email: 'first@parley.example' } } })
  } finally {
    expect(await desk.kill('SIGTERM')).toBe(0)
  }
})

test('the other commands work: doctor, backup, and those that only show their usage here', async () => {
  expect(await run([parley(), 'doctor'], env)).toMatch(/^0 problems/m)
  expect(await run([parley(), 'backup', path.join(folder, 'desk.tar.gz')], env)).toMatch(/^Backed up/)
  for (const command of ['export', 'import', 'restore'])
    await expect(run([parley(), command], env)).rejects.toThrow(/^Exit 1: Usage: pnpm run/)
  await expect(run([parley()], env)).rejects.toThrow(/^Exit 2: Usage: parley <start/)
})

test('a second `pnpm start` builds and migrates nothing, and the server is the process that was started', async () => {
  await startedBy(startScript()).then((desk) => desk.kill('SIGTERM'))
  const before = await migrated()
  const desk = await startedBy(startScript())
  try {
    expect(desk.welcome).not.toMatch(/Compiled|Generated|Built/)
    expect(await migrated()).toEqual(before)
    expect(readFileSync(`/proc/${desk.pid}/task/${desk.pid}/children`, 'utf8')).toBe('')
  } finally {
    expect(await desk.kill('SIGTERM')).toBe(0)
  }
})

test('a server without S3, mail and uploads loads nothing for them, and no tool of development', async () => {
  const file = path.join(folder, 'loaded')
  const variables = {
    LOADED_MODULES: file,
    NODE_OPTIONS: `--import ${path.join(ROOT, 'server/test/loadedModules.mjs')}`,
  }
  const desk = await startedBy(startScript(), variables)
  expect((await fetch(`${desk.url}/health`)).status).toBe(200)
  expect(await desk.kill('SIGTERM')).toBe(0)
  const loaded = readFileSync(file, 'utf8').trim().split('\n')
  const packages = new Set(loaded.flatMap((name) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []))
  const has = (...names: string[]) => names.filter((name) => packages.has(name))
  // The list is what it seems to be.
  expect(has('graphql', 'pg', 'better-auth')).toHaveLength(3)
  expect(has('tsx', 'esbuild', 'typescript', 'vite', '@swc/core', 'jest', 'prisma')).toEqual([])
  expect(has('sharp', 'imapflow', 'smtp-server', '@googleapis/calendar', '@aws-sdk/client-s3')).toEqual([])
  expect(has('@redis/client', 'libphonenumber-js', 'libpg-query', '@prisma/schema-engine-wasm')).toEqual([])
  expect(loaded.filter((name) => /\.tsx?$/.test(name))).toEqual([])
})

/** The command of `pnpm start`. */
function startScript(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const [, ...args] = scripts.start.split(' ')
  return [process.execPath, ...args.map((arg) => (arg.startsWith('-') ? arg : path.join(ROOT, arg)))]
}

function startedBy(command: string[], variables: Record<string, string> = {}) {
  return startServer({ ...env, ...variables }, ROOT, undefined, command)
}

/** When the database was last changed by a start. */
function migrated(): Promise<unknown> {
  return withClient(database.superuserUrl, 'parley test', async (client) => {
    const { rows } = await client.query(
      'SELECT (SELECT max(finished_at) FROM _prisma_migrations) AS migrated, (SELECT applied_at FROM _parley_definitions) AS defined',
    )
    return rows
  })
}

test('the thread that parses mails runs without tsx', async () => {
  const program = `
    const { openMailParser } = await import('./server/src/inboundMails/mailParser.js')
    const parser = openMailParser()
    const mail = await parser.parse(Buffer.from('From: a@b.example\\r\\nSubject: A lamp\\r\\n\\r\\nHello'))
    console.log(mail?.subject)
    await parser.close()`
  expect(await run([process.execPath, '--input-type=module', '-e', program], env)).toBe('A lamp\n')
})
