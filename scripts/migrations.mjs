// Migrations run while the previous release still serves people: those that would block or break it are rejected.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './lib.mjs'
import { unsafeStatements } from './migrationRules.mjs'

/** The last migration that was written before there were rules. */
const BASELINE = '20261201030000_user_pictures'

/** What is wrong with the migrations since the baseline, a line for each statement. */
export async function unsafeMigrations() {
  const folder = path.join(ROOT, 'prisma/migrations')
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const scripts = names.map((name) => readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'))
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  const complaints = names.map(async (name, at) => {
    if (name <= BASELINE) return []
    const found = await unsafeStatements(scripts[at], { earlier: scripts.slice(0, at), version })
    return found.map((complaint) => `${name} ${complaint}`)
  })
  return (await Promise.all(complaints)).flat()
}
