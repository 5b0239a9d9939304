import { execFileSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { commandAs, findBinaries, findRunAs } from './binaries.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-checkout-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a checkout that only its owner may enter, such as one of root in /root, has a PostgreSQL that works', async () => {
  const { initdb } = await findBinaries()
  const native = path.dirname(path.dirname(initdb))
  const checkout = path.join(folder, 'native')
  cpSync(native, checkout, { recursive: true })
  const data = path.join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  const runAs = findRunAs(data)
  if (runAs) chownSync(data, runAs.uid, runAs.gid)
  const program = path.join(checkout, 'bin', path.basename(initdb))
  const command = commandAs(runAs, program, ['--pgdata', data, '--auth=trust', '--no-sync'], data)
  execFileSync(command.program, command.args, { ...command.ids, stdio: 'pipe' })
  expect(existsSync(path.join(data, 'PG_VERSION'))).toBe(true)
})
