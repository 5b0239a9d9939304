// Builds an installation of Parley: JavaScript for the server, the built client, and what the server reads from prisma/. Only
// production dependencies are missing; `pnpm build` says how to install them. Usage: node scripts/build.mjs [folder]
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bin, fail, ROOT, run } from './lib.mjs'
import { prepareClient, preparePrisma } from './prepare.mjs'

// The folders are the same as in the repository, so everything is found at the same relative path. pnpm's files are for
// `pnpm install --prod --frozen-lockfile`, which checks them against each other.
const COPIED = [
  'prisma/migrations',
  'prisma/sql',
  'prisma/structure.sql',
  'client/dist',
  'client/package.json',
  'server/package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  '.env.example',
]
/** What a build replaces. Anything else in the folder is the operator's: `.env`, `.data`. */
const BUILT = ['prisma', 'client/dist', 'server/src']

// One process: Parley receives the signals itself. The flags are those of scripts/server.mjs.
const ENTRY = `#!/bin/sh
here="$(dirname "$(readlink -f "$0")")"
exec node --max-semi-space-size=64 --enable-source-maps "$here/server/src/parley.js" "$@"
`

const target = path.resolve(ROOT, process.argv[2] ?? 'dist')
await preparePrisma()
await prepareClient()
for (const name of BUILT) rmSync(path.join(target, name), { recursive: true, force: true })
mkdirSync(target, { recursive: true })

const compiled = await run(bin('tsc'), ['-p', 'server/tsconfig.build.json', '--outDir', path.join(target, 'server')], {
  quiet: true,
})
if (compiled.code !== 0) fail(compiled.output)
for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(target, name), { recursive: true })
// Its scripts are for the sources.
const { scripts: _, ...manifest } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
writeFileSync(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
cpSync(path.join(ROOT, 'deploy/healthcheck.mjs'), path.join(target, 'healthcheck.mjs'))
writeFileSync(path.join(target, 'parley'), ENTRY)
chmodSync(path.join(target, 'parley'), 0o755)
process.stdout
  .write(`Built ${target}. Next, there: npx -y pnpm@12 install --prod --frozen-lockfile --filter @parley/server
Then ./parley start, or ./parley admin, backup, doctor, export, import, restore, token.
`)
