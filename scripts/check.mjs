// Runs what CI runs. `check` runs everything; `check static` leaves the tests out.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { released, undocumentedChanges } from './apiChanges.mjs'
import { generateHooks, printDocuments, printSchema } from './generated.mjs'
import { bin, ROOT, run, runInForeground } from './lib.mjs'
import { unsafeMigrations } from './migrations.mjs'
import { preparePrisma } from './prepare.mjs'

const CHECKS = {
  'formatting (oxfmt)': () => tool('oxfmt', ['--check']),
  'lint (oxlint)': () => tool('oxlint', ['--deny-warnings']),
  'imports between folders (dependency-cruiser)': () =>
    tool('depcruise', ['server/src', 'client/src', '--config', '--output-type', 'err-long']),
  'types of the server (tsc)': () => tool('tsc', ['-p', 'server']),
  'types of the client (tsc)': () => tool('tsc', ['-p', 'client']),
  'types of the browser tests (tsc)': () => tool('tsc', ['-p', 'client/e2e']),
  'schema.graphql matches the server': () => drift('schema.graphql', printSchema),
  'the API is compatible with the last release': apiChanges,
  'hooks match the codegen output': hooksDrift,
  'trusted-documents.json matches the hooks': () => drift('trusted-documents.json', printDocuments),
  'migrations are safe beside the previous release': async () => (await unsafeMigrations()).join('\n'),
}

await preparePrisma()
let failed = 0
for (const [name, check] of Object.entries(CHECKS)) {
  const from = performance.now()
  const complaint = await check()
  if (complaint) failed += 1
  process.stdout.write(`${complaint ? '✗' : '✓'} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)\n`)
  if (complaint) process.stdout.write(`${complaint.trim().replace(/^/gm, '    ')}\n`)
}
if (failed > 0) {
  process.stdout.write(`\n0 passed, ${failed} failed\n`)
  process.exit(1)
}
if (!process.argv.includes('static')) runInForeground(process.execPath, [path.join(ROOT, 'scripts/test.mjs')])

async function tool(name, args) {
  const { code, output } = await run(bin(name), args, { quiet: true })
  return code === 0 ? '' : output || `${name} failed without output.`
}

async function drift(file, print) {
  const { code, stdout, stderr } = await print()
  if (code !== 0) return stderr
  const committed = readFileSync(path.join(ROOT, file), 'utf8')
  return stdout === committed
    ? ''
    : `It does not: run "pnpm generate" and commit the result.${firstDifference(committed, stdout)}`
}

function apiChanges() {
  const before = released('schema.graphql')
  if (before === null) return ''
  const [schema, changelog] = ['schema.graphql', 'CHANGELOG.md'].map((name) =>
    readFileSync(path.join(ROOT, name), 'utf8'),
  )
  const changes = undocumentedChanges(before, schema, changelog)
  return changes.length === 0
    ? ''
    : `Undo these changes, or copy these sentences into CHANGELOG.md and describe what clients must change:\n${changes.join('\n')}`
}

async function hooksDrift() {
  const { code, output } = await generateHooks({ check: true })
  return code === 0 ? '' : `They do not: run "pnpm generate" and commit the result.\n${output}`
}

function firstDifference(committed, printed) {
  const [before, after] = [committed.split('\n'), printed.split('\n')]
  const at = after.findIndex((line, number) => line !== before[number])
  return `\nline ${at + 1}: committed "${before[at] ?? ''}", printed "${after[at] ?? ''}"`
}
