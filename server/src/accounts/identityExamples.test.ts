import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { withClient } from '../platform/database/connect.ts'
import { testDatabase } from '../../test/database.ts'
import { type AccountDesk, accountDesk } from '../../test/accountDesk.ts'
import { KEY, type KeyServer, keyServer } from '../../test/handoverIssuer.ts'
import { ROOT } from '../env.ts'

// The examples of docs/identity.md, as they are printed there, against a running server.

const answers: Record<string, string | undefined> = {}
const folder = mkdtempSync(path.join(tmpdir(), 'parley-examples-'))
let keys: KeyServer
let desk: AccountDesk
beforeAll(async () => {
  keys = await keyServer(answers)
  desk = await accountDesk({
    HANDOVER_ISSUERS: JSON.stringify([
      { issuer: 'https://shop.example', audience: 'parley', key: KEY },
      { issuer: 'https://keys.shop.example', audience: 'parley', jwks: `${keys.url}/jwks` },
    ]),
  })
})
afterAll(async () => {
  await desk.close()
  await keys.close()
  rmSync(folder, { recursive: true })
})

const page = readFileSync(path.join(ROOT, 'docs/identity.md'), 'utf8')

/** Writes the first code block below a heading to a file, and returns it. */
function exampleOf(heading: string, file: string): string {
  const section = page.split(/^#{2,3} /m).find((text) => text.startsWith(`${heading}\n`))
  const code = section?.match(/^```\w+\n(.*?)^```$/ms)?.[1]
  if (!code) throw new Error(`docs/identity.md has no example below "${heading}".`)
  const at = path.join(folder, file)
  writeFileSync(at, code)
  return at
}

/** Runs a program that prints one line of JSON. */
async function output(command: string, args: string[], more: Record<string, string> = {}): Promise<any> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PARLEY_URL: desk.app.url,
    HANDOVER_KEY: KEY,
    ...more,
  }
  return JSON.parse((await promisify(execFile)(command, args, { env, cwd: folder })).stdout)
}

/** Opens the printed address as a browser does. */
async function enters(url: string, name: string): Promise<void> {
  const browser = desk.browser()
  const { pathname, search } = new URL(url)
  const response = await browser.open(pathname + search)
  expect([url.startsWith(`${desk.app.url}/enter?`), response.headers.get('location')]).toEqual([
    true,
    '/dashboard/chat',
  ])
  expect(await browser.viewer()).toBe(name)
}

const person = (name: string) => ({ id: name, email: `${name.toLowerCase()}@shop.example`, name })
const js = (name: string) => JSON.stringify({ ...person(name), emailVerified: true })
const snake = (name: string) => JSON.stringify({ ...person(name), email_verified: true })

test('Node', async () => {
  const file = exampleOf('Node', 'node.mjs')
  const program = `import { supportUrl } from ${JSON.stringify(file)}
    console.log(JSON.stringify(supportUrl(${js('Nora')}, '/dashboard/chat')))`
  await enters(await output(process.execPath, ['--input-type=module', '-e', program]), 'Nora')
})

test('Node with a key pair', async () => {
  const file = exampleOf('Node with a key pair', 'keys.mjs')
  const program = `import { jwks, supportUrl } from ${JSON.stringify(file)}
    console.log(JSON.stringify({ jwks, url: supportUrl(${js('Kay')}, '/dashboard/chat') }))`
  const { jwks, url } = await output(process.execPath, ['--input-type=module', '-e', program])
  answers['/jwks'] = JSON.stringify(jwks)
  await enters(url, 'Kay')
})

// Only where the program is installed: the tests need nothing but Node.
const where = (program: string) => (spawnSync(program, ['--version']).status === 0 ? test : () => {})

where('python3')('Python', async () => {
  exampleOf('Python', 'support.py')
  const program = `import json, sys; from support import support_url; print(json.dumps(support_url(json.loads(sys.argv[1]), "/dashboard/chat")))`
  await enters(await output('python3', ['-c', program, snake('Pia')]), 'Pia')
})

where('php')('PHP', async () => {
  const file = exampleOf('PHP', 'support.php')
  const program = `require $argv[1]; echo json_encode(support_url(json_decode($argv[2], true), '/dashboard/chat'));`
  await enters(await output('php', ['-r', program, file, snake('Phil')]), 'Phil')
})

test('Supabase in SQL', async () => {
  const code = readFileSync(exampleOf('Supabase in SQL', 'support.sql'), 'utf8')
  const database = await testDatabase({ empty: true })
  const url = await withClient(database.superuserUrl, 'parley test', async (client) => {
    await client.query(`create schema auth; create schema extensions; create extension pgcrypto schema extensions;
      create table auth.users (id uuid, email text, email_confirmed_at timestamptz, raw_user_meta_data jsonb);
      insert into auth.users values (gen_random_uuid(), 'sue@shop.example', now(), '{"name": "Sue"}');
      create function auth.uid() returns uuid language sql return (select id from auth.users)`)
    await client.query(code)
    await client.query(`select set_config('app.parley_key', $1, false), set_config('app.parley_url', $2, false)`, [
      KEY,
      desk.app.url,
    ])
    return (await client.query<{ url: string }>(`select support_url('/dashboard/chat') as url`)).rows[0]!.url
  })
  await database.drop()
  await enters(url, 'Sue')
})

test('pushing people with upsertPeople, who are found when they enter', async () => {
  const file = exampleOf('Pushing people: `upsertPeople`', 'push.mjs')
  const { token } = await desk.app.actor('admin')
  const push = async () => (await output(process.execPath, [file], { PARLEY_TOKEN: token })).data.upsertPeople
  const results = (outcome: string) => ['1', '2'].map((externalId) => ({ externalId, result: outcome, errors: [] }))
  expect(await push()).toEqual({ results: results('CREATED'), errors: [] })
  expect(await push()).toEqual({ results: results('UNCHANGED'), errors: [] })
})

test('those that are not run say so', () => {
  for (const heading of ['Supabase\n', 'Supabase in SQL', 'Auth.js', 'Clerk', 'PHP'])
    expect(page.split(/^### /m).find((text) => text.startsWith(heading))).toMatch(/\*\*not run\*\*/i)
})
