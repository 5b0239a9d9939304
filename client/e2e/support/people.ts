import { once } from 'node:events'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import { runNode } from './server.ts'

export type Role = 'buyer' | 'seller' | 'agent'
export type Person = { name: string; email: string }

/** How many of each role stand ready; a test takes those it needs, and nobody else meets them. */
const READY = 80

export const PASSWORD = 'parley-demo'

/** Adds that many of each role to a desk that is running. */
export const addPeople = async (dataDir: string, count = READY): Promise<void> => {
  const child = runNode('client/e2e/support/addPeople.mjs', [String(count)], { DATA_DIR: dataDir })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`Adding people failed:\n${said}`)
}

/** Somebody whom no other test has: the file system decides between workers. */
export const takePerson = (role: Role, dataDir = process.env.E2E_DATA_DIR!): Person => {
  const folder = path.join(dataDir, 'taken')
  mkdirSync(folder, { recursive: true })
  for (let n = 0; n < READY; n++) {
    try {
      closeSync(openSync(path.join(folder, `${role}-${n}`), 'wx'))
    } catch {
      continue
    }
    return { name: `${role[0]!.toUpperCase()}${role.slice(1)} ${n}`, email: `${role}-${n}@e2e.example` }
  }
  throw new Error(`All ${READY} people in the role ${role} are taken: raise READY.`)
}
