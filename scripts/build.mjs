// Builds an installation of Parley: JavaScript for the server, the built client, and what the server reads from prisma/. Only
// production dependencies are missing; `pnpm build` says how to install them. Usage: node scripts/build.mjs [folder]
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bin, fail, ROOT, run } from './lib.mjs'
import { prepareClient, preparePrisma } from './prepare.mjs'

// The folders are the same as in the repository, so everything is found at the same relative path. pnpm's files are for
// `pnpm install --prod --frozen-lockfile`, which checks them against each other.
const COPIED = [
  'prisma/migrations',
  'prisma/sql',
  'prisma/structure.sql',
  'trusted-documents.json',
  'trusted-documents.previous.json',
  'client/dist',
  'client/package.json',
  'server/package.json',
  'deploy/healthcheck.mjs',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  '.env.example',
]
/** What a build replaces. Anything else in the folder is the operator's (`.env`, `.data`) or pnpm's. */
const BUILT = [...COPIED, 'server/src', 'package.json', 'parley']

// One process: Parley receives the signals itself. The flag is that of scripts/server.mjs.
const ENTRY = `#!/bin/sh
here="$(dirname "$(readlink -f "$0")")"
exec node --max-semi-space-size=64 "$here/server/src/cli/parley.js" "$@"
`

const target = path.resolve(ROOT, process.argv[2] ?? 'dist')
// Everything is built here first, so that a desk that runs from the folder can be restarted at any moment.
const staging = path.join(target, '.building')
await preparePrisma()
await prepareClient()
rmSync(staging, { recursive: true, force: true })
mkdirSync(staging, { recursive: true })

const compile = ['-p', 'server/tsconfig.build.json', '--outDir', path.join(staging, 'server')]
const { code, output } = await run(bin('tsc'), compile, { quiet: true })
if (code !== 0) fail(output)
for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(staging, name), { recursive: true })
// Its scripts are for the sources.
const { scripts: _, ...manifest } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
writeFileSync(path.join(staging, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
writeFileSync(path.join(staging, 'parley'), ENTRY, { mode: 0o755 })

for (const name of BUILT) {
  const place = path.join(target, name)
  rmSync(place, { recursive: true, force: true })
  mkdirSync(path.dirname(place), { recursive: true })
  renameSync(path.join(staging, name), place)
}
rmSync(staging, { recursive: true })
const install = 'npx -y pnpm@12 install --prod --frozen-lockfile --filter @parley/server'
process.stdout.write(`Built ${target}. Next, there: ${install}
Then ./parley start, or ./parley admin, backup, doctor, export, import, restore, token.
`)
