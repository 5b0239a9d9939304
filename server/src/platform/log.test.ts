import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The number of uncaught errors in a process that logs one line after its reader has gone. */
async function errorsWithoutReader(env: Record<string, string>): Promise<number> {
  const node = spawn(process.execPath, ['--import', 'tsx', 'test/logNode.ts'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  await once(node, 'message')
  node.stderr!.destroy()
  await once(node.stderr!, 'close')
  node.send('log')
  const [errors] = (await once(node, 'message')) as [number]
  await once(node, 'exit')
  return errors
}

test('a log that nobody reads any more causes no errors, which would be logged without end', async () => {
  expect(await errorsWithoutReader({ PRETTY: '1' })).toBe(0)
  expect(await errorsWithoutReader({ PRETTY: '0' })).toBe(0)
  // Control: each error that is logged causes another one.
  expect(await errorsWithoutReader({ UNPROTECTED: '1' })).toBeGreaterThan(10)
})
