// node scripts/server.mjs <command> [arguments…]: runs one of the server's programs from its TypeScript source.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fail, ROOT, runInForeground } from './lib.mjs'

const ENTRIES = {
  start: 'server/src/main.ts',
  seed: 'server/src/cli/seed.ts',
  import: 'server/src/cli/import.ts',
  export: 'server/src/cli/export.ts',
  backup: 'server/src/cli/backup.ts',
  restore: 'server/src/cli/restore.ts',
  doctor: 'server/src/cli/doctor.ts',
  token: 'server/src/cli/token.ts',
  admin: 'server/src/cli/admin.ts',
  bench: 'server/bench/main.ts',
}

const [command, ...rest] = process.argv.slice(2)
const entry = ENTRIES[command]
if (!entry) fail(`Usage: node scripts/server.mjs <${Object.keys(ENTRIES).join('|')}> [arguments…]`)
if (!existsSync(path.join(ROOT, entry))) fail(`${entry} does not exist.`)
// `pnpm seed -- --tickets 5` passes the two dashes on, `pnpm seed --tickets 5` does not.
const args = rest[0] === '--' ? rest.slice(1) : rest
const tsx = new URL('../server/node_modules/tsx/dist/esm/index.mjs', import.meta.url).href
// A response consists of a thousand short-lived objects. With Node's default semi-space of 16 MB, many survive long enough that
// garbage collection takes a fifth of the server's time; see docs/benchmarks.md.
const semiSpace = '--max-semi-space-size=64'
const flags = [semiSpace, '--enable-source-maps', '--import', tsx]
runInForeground(process.execPath, [...flags, path.join(ROOT, entry), ...args])
