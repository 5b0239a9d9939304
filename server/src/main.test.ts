import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEmbedded } from './platform/database/embedded.ts'
import { silentLog } from './platform/log.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-main-'))
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the server as a person would, until it ends by itself. */
function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: fileURLToPath(new URL('../', import.meta.url)),
      env: { PATH: process.env.PATH, DATA_DIR: path.join(folder, 'data'), ...env },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    child.once('exit', (code) => resolve({ code, said }))
  })
}

test('a bad variable ends the start with one line that names it', async () => {
  expect(await start({ PORT: 'http' })).toEqual({
    code: 1,
    said: 'PORT must be a port from 0 to 65535, not "http".\n',
  })
})

test('a database that nothing answers for ends the start with one line, and the password is not in it', async () => {
  const { code, said } = await start({ DATABASE_URL: 'postgresql://me:hidden@127.0.0.1:1/desk' })
  expect(said).toBe("DATABASE_URL: the database desk at 127.0.0.1:1 can't be opened: nothing listens there.\n")
  expect(code).toBe(1)
})

test('a data folder that is a file ends the start with one line', async () => {
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  const { code, said } = await start({ DATA_DIR: file })
  expect(said).toMatch(/^The data folder .*file can't be written: [^\n]*\.\n$/)
  expect(code).toBe(1)
})

test('a data folder in use ends the start with one line', async () => {
  const dataDir = path.join(folder, 'used')
  const other = await openEmbedded({ dataDir, log: silentLog, claim: true, settings: { fsync: 'off' } })
  try {
    const { code, said } = await start({ DATA_DIR: dataDir })
    expect(said).toMatch(
      /^The data folder .*used is in use by another Parley \(process \d+\): stop that one, or set [^\n]*\n$/,
    )
    expect(code).toBe(1)
  } finally {
    await other.close()
  }
})

const appIsThere = existsSync(fileURLToPath(new URL('./seeding/demo.ts', import.meta.url)))

// The whole way: start, answer, refuse a second start on the port, drain and stop, PostgreSQL too.
;(appIsThere ? test : test.skip)('opens a desk, keeps its port, and SIGTERM stops everything cleanly', async () => {
  const token = 'metrics-token-of-the-test'
  const env = { DATA_DIR: path.join(folder, 'desk'), PORT: '0', LOG_LEVEL: 'warn', METRICS_TOKEN: token }
  const desk = await running(env)
  try {
    expect((await fetch(`${desk.address}/health`)).status).toBe(200)
    expect((await fetch(`${desk.address}/metrics`)).status).toBe(401)
    const metrics = await fetch(`${desk.address}/metrics`, { headers: { authorization: `Bearer ${token}` } })
    expect(await metrics.text()).toContain('process_cpu')
    const port = new URL(desk.address).port
    const second = await start({ DATA_DIR: path.join(folder, 'other'), PORT: port, NODE_ENV: 'production' })
    expect(second.said).toContain(`Port ${port} is in use: stop what uses it, or set PORT to another.\n`)
    expect(second.code).toBe(1)
  } finally {
    desk.child.kill('SIGTERM')
  }
  expect(await once(desk.child, 'exit')).toEqual([0, null])
  expect(existsSync(path.join(folder, 'desk/postgres/postmaster.pid'))).toBe(false)
})

async function running(env: Record<string, string>): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    env: { PATH: process.env.PATH, ...env },
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  for await (const chunk of child.stdout) {
    said += chunk
    const [, address] = /Parley is open at (\S+)/.exec(said) ?? []
    if (address) return { child, address }
  }
  throw new Error(`The server ended: ${said}`)
}
