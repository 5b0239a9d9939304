// node scripts/server.mjs <command> [arguments…]: runs a command of server/src/cli/parley.ts, or the benchmarks, from the TypeScript source.
import { runInForeground } from './lib.mjs'

const [command, ...rest] = process.argv.slice(2)
const program = command === 'bench' ? ['server/bench/main.ts'] : ['server/src/cli/parley.ts', command ?? '']
// `pnpm seed -- --tickets 5` passes the two dashes on, `pnpm seed --tickets 5` does not.
const args = rest[0] === '--' ? rest.slice(1) : rest
const tsx = new URL('../server/node_modules/tsx/dist/esm/index.mjs', import.meta.url).href
// A response consists of a thousand short-lived objects. With Node's default semi-space of 16 MB, many survive long enough that
// garbage collection takes a fifth of the server's time; see docs/benchmarks.md.
const semiSpace = '--max-semi-space-size=64'
const flags = [semiSpace, '--enable-source-maps', '--import', tsx]
runInForeground(process.execPath, [...flags, ...program, ...args])
