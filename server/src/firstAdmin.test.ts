import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { eventually } from '../test/eventually.ts'
import { testDatabase, type TestDatabase } from '../test/database.ts'
import { mailRecorder } from '../test/mailRecorder.ts'
import { startServer } from '../test/serverProcess.ts'
import { readEnv } from './env.ts'
import { withClient } from './platform/database/connect.ts'
import { silentLog } from './platform/log.ts'
import { prepareDesk } from './prepareDesk.ts'
import { welcome } from './welcome.ts'

const PASSWORD = 'a long enough password'

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.drop())

/** Runs one of the server's commands on the desk. */
function command(
  name: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `src/cli/${name}.ts`, ...args], {
      cwd: fileURLToPath(new URL('../', import.meta.url)),
      env: { PATH: process.env.PATH, DATABASE_URL: database.ownerUrl, ...env },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    child.once('exit', (code) => resolve({ code, said }))
  })
}

/** The name of the person whose token this is. */
async function ask(url: string, token: string): Promise<string | undefined> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  })
  return ((await answer.json()) as { data?: { viewer: { name: string } | null } }).data?.viewer?.name
}

/** What a start finds or makes, without the process around it. */
const prepare = (NODE_ENV: string, embedded = false) => {
  const env = { ...readEnv({ NODE_ENV, DATABASE_URL: database.ownerUrl }), PARLEY_SECRET: 'x'.repeat(32) }
  return prepareDesk({ env, roles: database.roleUrls, log: silentLog }, { embedded, roles: database.roleUrls })
}

test('a production desk over an empty database is entered by its link, and by the command at any time', async () => {
  const env = { NODE_ENV: 'production', DATABASE_URL: database.ownerUrl }
  const desk = await startServer(env)
  try {
    const post = (path: string, body: object) =>
      fetch(`${desk.url}/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const link = /http\S+\/setup\?token=\S+/.exec(desk.welcome)![0]
    expect(link.startsWith(desk.url)).toBe(true)
    const token = new URL(link).searchParams.get('token')
    const ruth = { email: 'ruth@desk.example', password: PASSWORD }
    expect((await post('/setup/complete', { token, name: 'Ruth', ...ruth })).status).toBe(200)
    expect((await post('/sign-in/email', ruth)).status).toBe(200)

    const reset = await command('admin', ['Ruth@Desk.example'], {})
    expect(reset).toMatchObject({ code: 0, said: expect.stringContaining('Ruth has a new password') })
    const password = /Password {2}(\S+)/.exec(reset.said)![1]
    expect((await post('/sign-in/email', ruth)).status).toBe(401)
    expect((await post('/sign-in/email', { ...ruth, password })).status).toBe(200)

    const made = await command('admin', ['info@bücher.example', '--name', 'Ada'], {})
    expect(made.said).toMatch(/^Ada is an admin now\.\nEmail {5}info@xn--bcher-kva\.example\nPassword {2}\S{23}\n$/)
    expect((await command('admin', ['nobody'], {})).said).toMatch(/^nobody is not an email address\. Usage: [^\n]*\n$/)

    const issued = (await command('token', ['ruth@desk.example'], {})).said.trim()
    const asRuth = () => ask(desk.url, issued)
    expect(await asRuth()).toBe('Ruth')
    const listed = (await command('admin', ['--tokens', 'ruth@desk.example'], {})).said
    const [line] = listed.split('\n').filter((one) => !one.includes('revoked'))
    expect(line).toMatch(
      /^[0-9a-f-]{36} {2}API token {2}read,write,manage,admin {2}created \S+Z {2}last used \S+Z {2}expires \S+Z$/,
    )
    const id = line!.slice(0, 36)
    expect((await command('admin', ['--revoke', id], {})).said).toBe(`The token ${id} is revoked.\n`)
    expect(await asRuth()).toBeUndefined()
    expect(await command('admin', ['--revoke', id], {})).toEqual({
      code: 1,
      said: expect.stringMatching(/^There is no valid token with the id [^\n]*\n$/),
    })
    expect((await command('admin', ['--tokens', 'ruth@desk.example'], {})).said).toContain(`${id}  API token`)
    const options = ['--name', 'Shop sync', '--scopes', 'read', '--expires', 'never']
    const limited = (await command('token', ['ruth@desk.example', ...options], {})).said.trim()
    expect(await ask(desk.url, limited)).toBe('Ruth')
    expect((await command('admin', ['--tokens', 'ruth@desk.example'], {})).said).toMatch(
      /^\S+ {2}Shop sync {2}read {2}created \S+Z {2}last used \S+Z\n/,
    )
    expect((await command('token', ['ruth@desk.example', '--scopes', 'all'], {})).said).toMatch(
      /^"all" is not a scope\. Usage: [^\n]*\n$/,
    )
    const session = (await post('/sign-in/email', { ...ruth, password })).headers.getSetCookie()[0]!.split(';')[0]!
    const isSignedIn = async () =>
      (await fetch(`${desk.url}/api/auth/get-session`, { headers: { cookie: session } })).json()
    expect(await isSignedIn()).not.toBeNull()
    const signedOut = await command('admin', ['--sign-out', 'ruth@desk.example'], {})
    expect(signedOut.said).toBe('Ruth is signed out everywhere, and their tokens are revoked.\n')
    expect(await isSignedIn()).toBeNull()
    expect((await command('admin', ['--sign-out', 'no.one@desk.example'], {})).said).toBe(
      'There is no user with the email no.one@desk.example.\n',
    )
    expect((await command('admin', ['--sign-out', 'a@b.example', '--revoke', 'x'], {})).said).toMatch(
      /^Usage: [^\n]*\n$/,
    )

    const refused = { code: 1, said: expect.stringMatching(/^This database has been used in production [^\n]*\n$/) }
    expect(await command('seed', ['--tickets', '1'], { NODE_ENV: 'production' })).toEqual(refused)
    expect(await command('seed', ['--tickets', '1'], {})).toEqual(refused)
  } finally {
    await desk.kill('SIGTERM')
  }
  expect((await prepare('production')).setupToken).toBeUndefined()
})

test('the setup link is mailed to ADMIN_EMAIL, once for several starts', async () => {
  const mails = await mailRecorder()
  const env = { DATABASE_URL: database.ownerUrl, SMTP_URL: mails.url, PUBLIC_URL: 'https://desk.example' }
  const first = await startServer({
    ...{ NODE_ENV: 'production', ADMIN_EMAIL: 'ruth@desk.example', DESK_LANGUAGE: 'de' },
    ...env,
  })
  const link = await eventually('the mail', () => mails.received[0]?.text?.match(/https:\S+setup\?token=\S+/)?.[0])
  expect(first.welcome).toContain(link)
  expect(mails.received[0]).toMatchObject({
    subject: 'Parley einrichten',
    text: expect.stringContaining('Legen Sie hier das erste Admin-Konto an:'),
  })
  await first.kill('SIGTERM')
  const second = await startServer({ NODE_ENV: 'production', ADMIN_EMAIL: 'else@desk.example', ...env })
  await second.kill('SIGTERM')
  expect(mails.received.map(({ to }) => [to].flat()[0]?.text)).toEqual(['ruth@desk.example'])
  const waiting = await withClient(database.superuserUrl, 'test', (client) => client.query('select from mail_outbox'))
  expect(waiting.rowCount).toBe(0)
  await mails.close()
})

test('in development, an empty database of one’s own says why it is empty, and how to enter it', async () => {
  const prepared = await prepare('development')
  expect(prepared).toMatchObject({ demo: false, why: expect.stringContaining('DATABASE_URL is empty') })
  const said = welcome('http://localhost:4000', { ...prepared, graphiql: false, publicUrl: 'https://desk.example' })
  expect(said).toContain(`https://desk.example/setup?token=${prepared.setupToken}\n`)
})

test('a desk that has been in production gets no demo people, in whatever way it is started later', async () => {
  await prepare('production', true)
  expect(await prepare('development', true)).toMatchObject({
    demo: false,
    why: expect.stringContaining('in production'),
    setupToken: expect.any(String),
  })
})
