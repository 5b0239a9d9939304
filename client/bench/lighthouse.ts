import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { FLAGS } from '../e2e/support/flags.ts'
import { plan, table, type Person } from './plan.ts'
import { AGENT_HOME } from './windows.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
const METRICS = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift']

type Result = {
  lighthouseVersion: string
  categories: Record<string, { score: number | null }>
  audits: Record<string, { displayValue?: string }>
}

/** Lighthouse 12, desktop. It is no dependency (a hundred packages, for this alone): npx downloads it from the registry. */
export const measureLighthouse = async (): Promise<string> => {
  const rows: string[][] = []
  let version = '12'
  for (const [name, at, person] of [
    ['/sign-in', '/sign-in', undefined],
    [AGENT_HOME, AGENT_HOME, plan.admin],
  ] as const) {
    const { lighthouseVersion, categories, audits } = await lighthouse(at, person)
    version = lighthouseVersion
    const scores = CATEGORIES.map((category) => String(Math.round((categories[category]?.score ?? NaN) * 100)))
    rows.push([name, ...scores, ...METRICS.map((metric) => audits[metric]?.displayValue ?? '–')])
  }
  return table(
    [`Lighthouse ${version}, desktop`, 'Performance', 'Accessibility', 'Best Practices', 'FCP', 'LCP', 'TBT', 'CLS'],
    rows,
  )
}

const lighthouse = async (at: string, person?: Person): Promise<Result> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-lighthouse-'))
  const file = path.join(folder, 'result.json')
  const options = [
    '--preset=desktop',
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    `--chrome-flags=--headless=new ${FLAGS.join(' ')}`,
    ...(person ? [`--extra-headers=${JSON.stringify({ Cookie: person.cookie })}`] : []),
  ]
  const env = { ...process.env, CHROME_PATH: plan.chromium, NODE_OPTIONS: '' }
  try {
    await promisify(execFile)('npx', ['-y', 'lighthouse@12', `${plan.url}${at}`, ...options], { env, cwd: folder })
    return JSON.parse(readFileSync(file, 'utf8')) as Result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
