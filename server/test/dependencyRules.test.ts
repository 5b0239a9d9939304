import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const ROOT = path.resolve(import.meta.dirname, '../..')

const FORBIDDEN = [
  ['server/src/platform/page.ts', '../tickets/ticket.ts', 'server-order-platform'],
  ['server/src/tickets/star.ts', '../messages/reads.ts', 'server-order-tickets'],
  ['server/src/tickets/setType.ts', '../messages/schema.ts', 'operations-not-to-schema'],
  ['server/src/tickets/tags.ts', '../graphql/builder.ts', 'operations-not-to-graphql'],
  ['server/src/tickets/policy.ts', './ticket.ts', 'policy-pure'],
  ['server/src/log/appendEvent.ts', '../tickets/ticket.ts', 'server-order-log'],
  ['server/src/viewer/schema.ts', '../app.ts', 'schema-not-to-start-up'],
  ['server/src/viewer/person.ts', '../../../client/src/lib/time.ts', 'server-not-to-client'],
  ['server/src/billing/invoice.ts', '../platform/log.ts', 'server-unlisted-folder-imports'],
  ['client/src/ui/Button.tsx', '../tickets/cache.ts', 'client-order-ui'],
  ['client/src/tickets/List.tsx', '../dashboards/Staff.tsx', 'client-order-tickets'],
] as const

const ALLOWED: [file: string, target: string, how: string][] = [
  ['server/src/macros/policy.ts', './macro.ts', 'import type'],
  ['server/src/messages/sendMessage.ts', '../tickets/lockTicket.ts', 'import'],
  ['server/src/tickets/schema.ts', '../graphql/builder.ts', 'import'],
  ['client/src/tickets/Row.tsx', '../ui/Badge.tsx', 'import'],
]

const project = mkdtempSync(path.join(tmpdir(), 'parley-rules-'))
let found: { from: string; rule: { name: string } }[]

beforeAll(() => {
  for (const [file, target] of [...FORBIDDEN, ...ALLOWED]) write(path.posix.join(path.posix.dirname(file), target), '')
  for (const [file, target] of FORBIDDEN) write(file, `import { x } from '${target}'\nexport const y = x\n`)
  for (const [file, target, how] of ALLOWED) write(file, `${how} { x } from '${target}'\nexport type Y = typeof x\n`)
  const program = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = path.join(ROOT, '.dependency-cruiser.mjs')
  const flags = ['server/src', 'client/src', '--config', config, '--output-type', 'json']
  const { stdout } = spawnSync(process.execPath, [program, ...flags], { cwd: project, encoding: 'utf8' })
  found = JSON.parse(stdout).summary.violations
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

test.each(FORBIDDEN)('%s may not import %s', (file, _target, rule) => {
  expect(found.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule)
})

test.each(ALLOWED)('%s may import %s', (file) => {
  expect(found.filter(({ from }) => from === file)).toEqual([])
})

function write(file: string, text: string) {
  const absolute = path.join(project, file)
  mkdirSync(path.dirname(absolute), { recursive: true })
  writeFileSync(absolute, text)
}
