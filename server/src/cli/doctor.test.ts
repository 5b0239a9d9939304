import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { readEnv } from '../env.ts'
import { withClient } from '../platform/database/connect.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = mkdtempSync(path.join(tmpdir(), 'parley-doctor-'))
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const variables = (more: Record<string, string> = {}) => ({
  NODE_ENV: 'production',
  DATABASE_URL: database.ownerUrl,
  DATA_DIR: folder,
  PUBLIC_URL: 'https://desk.example',
  TRUST_PROXY: 'true',
  ...more,
})
const check = (more?: Record<string, string>) => examine(readEnv(variables(more)))
const of = (findings: Finding[], name: string) => findings.filter((finding) => finding.name === name)
const states = (findings: Finding[]) => findings.map(({ name, state }) => `${name} ${state}`)

test('a desk in order has no problems', async () => {
  const findings = await check()
  expect(states(findings.filter(({ name }) => !['Configuration', 'Disk'].includes(name)))).toEqual([
    'Database ok',
    'Collations ok',
    'Clock ok',
    'Roles ok',
    'Migrations ok',
    'Definitions ok',
    'Storage ok',
  ])
  expect(of(findings, 'Configuration').map(({ text }) => text)).toEqual([
    'PARLEY_SECRET is not set.',
    'SMTP_URL is not set.',
  ])
})

test('each fault is found, with what to do about it', async () => {
  const run = (sql: string) => withClient(database.superuserUrl, 'test', (client) => client.query(sql))
  await run('CREATE TABLE by_hand (id int)')
  expect(of(await check(), 'Definitions')).toMatchObject([
    { state: 'warning', advice: expect.stringContaining('DELETE') },
  ])
  await run('DROP TABLE by_hand')
  await run(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101_later', now())`,
  )
  expect(of(await check(), 'Migrations')).toMatchObject([{ state: 'problem', text: expect.stringContaining('newer') }])
  await run(`DELETE FROM _prisma_migrations WHERE id = 'x'`)
  const otherSecret = await check({ PARLEY_SECRET: 'another secret of at least 32 characters' })
  expect(of(otherSecret, 'Roles')).toMatchObject(Array(5).fill({ state: 'problem' }))
  const noDatabase = await check({ DATABASE_URL: 'postgresql://me:hidden@127.0.0.1:1/desk' })
  expect(of(noDatabase, 'Database')).toMatchObject([
    { state: 'problem', text: expect.stringContaining('nothing listens') },
  ])
  expect(JSON.stringify(noDatabase)).not.toContain('hidden')
  const noBucket = await check({
    S3_BUCKET: 'files',
    S3_ENDPOINT: 'http://127.0.0.1:1',
    S3_ACCESS_KEY_ID: 'a',
    S3_SECRET_ACCESS_KEY: 'b',
  })
  expect(of(noBucket, 'Storage')).toMatchObject([{ state: 'problem' }])
  const noFolder = await check({ DATA_DIR: '/dev/null/data' })
  expect(of(noFolder, 'Storage')).toMatchObject([{ state: 'problem' }])
})

test('the mail server is asked to accept the sign-in', async () => {
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth: ({ password }, _session, done) =>
      password === 'right' ? done(null, { user: 'desk' }) : done(new Error('No')),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = (server.server.address() as AddressInfo).port
  try {
    const mail = async (password: string, at = port) =>
      of(await check({ SMTP_URL: `smtp://desk:${password}@127.0.0.1:${at}` }), 'Mail')
    expect(await mail('right')).toMatchObject([{ state: 'ok' }])
    expect(await mail('wrong')).toMatchObject([{ state: 'problem', advice: expect.stringContaining('SMTP_URL') }])
    expect(await mail('right', 1)).toMatchObject([{ state: 'problem' }])
  } finally {
    await new Promise<void>((resolve) => server.close(resolve))
  }
})

test('the command prints one line for each finding, and exits with 1 if something does not work', async () => {
  const run = (env: Record<string, string>) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/doctor.ts'], {
        cwd: fileURLToPath(new URL('../../', import.meta.url)),
        env: { PATH: process.env.PATH, ...env },
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
      child.once('exit', (code) => resolve({ code, said }))
    })
  const good = await run(variables())
  expect(good.said).toMatch(/^! Configuration {2}PARLEY_SECRET is not set\.\n {17}→ Set it: .*\n/)
  expect(good.said).toMatch(/\n✓ Storage {8}A file was written to /)
  expect(good).toMatchObject({ code: 0, said: expect.stringMatching(/\n\n0 problems, \d+ warnings?\.\n$/) })
  const bad = await run({ ...variables(), PORT: 'http' })
  expect(bad.code).toBe(1)
  expect(bad.said).toMatch(/^✗ Configuration {2}PORT must be a port from 0 to 65535, not "http"\.\n/)
})
