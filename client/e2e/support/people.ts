import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runNode } from './server.ts'

export type Role = 'buyer' | 'seller' | 'agent'
export type Person = { name: string; email: string }

/**
 * The number of people of each role. Each test takes new ones, so that tests do not interfere. Not many more than that: every
 * agent is notified of every ticket that nobody has claimed.
 */
const READY: Record<Role, number> = { buyer: 180, seller: 100, agent: 140 }

export const PASSWORD = 'parley-demo'

const sessionsFile = (dataDir: string): string => path.join(dataDir, 'e2eSessions.json')

/** Adds this many people of each role to a running desk, and stores a session for each. */
export const addPeople = async (dataDir: string, count = READY): Promise<void> => {
  const child = runNode('client/e2e/support/addPeople.mjs', [JSON.stringify(count)], { DATA_DIR: dataDir })
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk) => (stdout += chunk))
  child.stderr?.on('data', (chunk) => (stderr += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`Adding people failed:\n${stdout}${stderr}`)
  writeFileSync(sessionsFile(dataDir), stdout)
}

let sessions: Record<string, string> | undefined

/** The Cookie header of the session that global set-up stored for this person of the shared desk. */
export const storedSession = ({ email }: Person): string => {
  sessions ??= JSON.parse(readFileSync(sessionsFile(process.env.E2E_DATA_DIR!), 'utf8')) as Record<string, string>
  return sessions[email]!
}

/** Reserves a person that no other test uses: workers compete by creating a file. */
export const takePerson = (role: Role, dataDir = process.env.E2E_DATA_DIR!): Person => {
  const folder = path.join(dataDir, 'taken')
  mkdirSync(folder, { recursive: true })
  for (let n = 0; n < READY[role]; n++) {
    try {
      closeSync(openSync(path.join(folder, `${role}-${n}`), 'wx'))
    } catch {
      continue
    }
    return { name: `${role[0]!.toUpperCase()}${role.slice(1)} ${n}`, email: `${role}-${n}@e2e.example` }
  }
  throw new Error(`All ${READY[role]} people in the role ${role} are taken: raise READY.`)
}
