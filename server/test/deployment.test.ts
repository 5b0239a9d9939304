import { expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { ROOT } from '../src/env.ts'
import { createMetrics } from '../src/platform/http/metrics.ts'

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

interface Service {
  read_only?: boolean
  ports?: string[]
  volumes?: string[]
  environment?: Record<string, string>
}
interface Compose {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
interface Alerts {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[]
}

const alerts = (parse(read('deploy/prometheus/alerts.yaml')) as Alerts).groups.flatMap(({ rules }) => rules)
const dashboard = JSON.parse(read('deploy/grafana/parley.json')) as { panels: { targets?: { expr: string }[] }[] }
const panels = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))

/** The names of all metrics; a histogram's series have suffixes. */
async function metricNames(): Promise<Set<string>> {
  const live = () => ({ groups: 0, members: 0, sockets: 0 })
  const desk = async () => ({ jobs: [], oldestMailSeconds: 0, backupSeconds: 0 })
  const text = await createMetrics({ live, pools: {}, desk }).text()
  const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name!],
  )
  return new Set(names)
}

const metricsIn = (expression: string) => expression.match(/\b(parley|nodejs|process)_[a-z0-9_]+/g) ?? []

test('every metric of the alerts and of the dashboard exists', async () => {
  const known = await metricNames()
  expect(panels.length).toBeGreaterThan(10)
  const used = [...alerts.map(({ expr }) => expr), ...panels].flatMap(metricsIn)
  expect(used.length).toBeGreaterThan(20)
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([])
})

test('every metric of Parley is on the dashboard and described, and every alert is explained', async () => {
  const guide = read('docs/operating.md')
  const own = new Set([...(await metricNames())].filter((name) => name.startsWith('parley_')))
  const base = (name: string) => name.replace(/_(bucket|count|sum)$/, '')
  const shown = new Set(panels.flatMap(metricsIn).map(base))
  expect([...own].map(base).filter((name) => !shown.has(name))).toEqual([])
  expect([...own].map(base).filter((name) => !guide.includes(`\`${name}\``))).toEqual([])
  const explained = [...guide.matchAll(/^#### (Parley\w+)$/gm)].map(([, name]) => name)
  expect(explained).toEqual(alerts.map(({ alert }) => alert))
  for (const { annotations } of alerts) expect(annotations.summary).not.toBe('')
})

test('compose.yaml keeps secrets out, and everything that it names is there', () => {
  const text = read('compose.yaml')
  const { services, volumes } = parse(text, { merge: true }) as Compose
  const example = read('deploy/compose.env.example')
  for (const [, name] of text.matchAll(/\$\{(\w+):\?\}/g)) expect(example).toMatch(new RegExp(`^${name}=`, 'm'))
  for (const [name, service] of Object.entries(services)) {
    expect([name, service.read_only]).toEqual([name, true])
    // Only the proxy can be reached from outside.
    expect([name, service.ports === undefined]).toEqual([name, name !== 'caddy'])
    for (const volume of service.volumes ?? []) {
      const source = volume.split(':')[0]!
      if (source.startsWith('./')) expect([source, existsSync(path.join(ROOT, source))]).toEqual([source, true])
      else expect(Object.keys(volumes)).toContain(source)
    }
    for (const [key, value] of Object.entries(service.environment ?? {}))
      if (/PASSWORD|SECRET|URL/.test(key)) expect([key, value]).toEqual([key, expect.stringContaining('${')])
  }
})

test('the image is built from a list of files, without secrets, and does not run as root', () => {
  const [first, ...rest] = read('.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  expect(first).toBe('*')
  expect(rest.filter((line) => /^!(\.env|\.data|\.git)$/.test(line))).toEqual([])
  const stages = read('Dockerfile').split(/^FROM /m)
  expect(stages.at(-1)).toMatch(/^USER node$/m)
  expect(stages.at(-1)).toMatch(/^HEALTHCHECK /m)
})
