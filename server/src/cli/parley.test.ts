import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { startServer } from '../../test/serverProcess.ts'
import { ROOT } from '../env.ts'

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

test('the thread that parses mails runs without tsx', async () => {
  const program = `
    const { openMailParser } = await import('./server/src/inboundMails/mailParser.js')
    const parser = openMailParser()
    const mail = await parser.parse(Buffer.from('From: a@b.example\\r\\nSubject: A lamp\\r\\n\\r\\nHello'))
    console.log(mail?.subject)
    await parser.close()`
  expect(await run([process.execPath, '--input-type=module', '-e', program], env)).toBe('A lamp\n')
})
