// Runs the tests and prints a final line: N passed, N failed. `e2e`, `soak`, `stranger` and `screens` run only those suites.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findChromium } from './chromium.mjs'
import { bin, ROOT, run } from './lib.mjs'
import { prepareClient, preparePrisma, prepareServer } from './prepare.mjs'

const JEST = path.join(ROOT, 'node_modules/jest/bin/jest.js')
// Jest needs this flag to run TypeScript as ES modules; every worker would repeat its warning.
const JEST_ENV = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' }
const reports = mkdtempSync(path.join(tmpdir(), 'parley-reports-'))

// Long tests, and randomised tests with more rounds than usual (server/test/rounds.ts).
const SOAKED = ['**/*.soak.ts', '**/{claimRace,cutSockets,fuzz,identities,oneMoment}.test.ts']

const SUITES = {
  server: () => jest('server', []),
  client: () => jest('client', []),
  e2e: () => playwright(),
  stranger: () => playwright({ STRANGER: '1' }),
  screens: () => playwright({ SCREENS: '1' }),
  soak: () => soak(),
}

const [only, ...args] = process.argv.slice(2).filter((argument) => argument !== '--')
const chosen = only in SUITES ? [only] : ['server', 'client', 'e2e']
await preparePrisma()
const totals = { passed: 0, failed: 0, skipped: 0 }
let good = true
for (const name of chosen) {
  process.stdout.write(`\n── ${name} ──\n`)
  const result = await SUITES[name]()
  good &&= result.code === 0 && result.passed + result.failed > 0
  if (result.passed + result.failed === 0) process.stdout.write(`The suite ${name} ran no test.\n`)
  // A suite that fails before its tests run (a port in use, a syntax error) is a failure that no test reports.
  if (result.failed === 0 && (result.code !== 0 || result.passed === 0)) result.failed = 1
  for (const key of Object.keys(totals)) totals[key] += result[key]
}
rmSync(reports, { recursive: true, force: true })
if (totals.skipped > 0) process.stdout.write(`\n${totals.skipped} skipped: see above.\n`)
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`)
process.exit(good && totals.failed === 0 ? 0 : 1)

async function soak() {
  await prepareServer()
  return jest('server', ['--testMatch', ...SOAKED, '--runInBand', '--testTimeout', '1200000'], { SOAK: '1' })
}

async function jest(workspace, more, env = {}) {
  const report = path.join(reports, `${workspace}.json`)
  const flags = ['--config', `${workspace}/jest.config.mjs`, '--json', '--outputFile', report, ...more, ...args]
  // --json also prints the report on stdout, whose last line must be ours.
  const { code } = await run(process.execPath, [JEST, ...flags], { env: { ...JEST_ENV, ...env }, dropStdout: true })
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults = [],
  } = read(report)
  // A file that cannot be loaded counts as one failure.
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return { code, passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests }
}

async function playwright(more = {}) {
  if (!existsSync(path.join(ROOT, 'client/playwright.config.ts'))) return { code: 1, passed: 0, failed: 0, skipped: 0 }
  await prepareClient()
  const report = path.join(reports, 'e2e.json')
  const env = {
    CHROMIUM_PATH: await findChromium(),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...more,
  }
  const flags = ['test', '--config', 'client/playwright.config.ts', '--reporter=list,json', ...args]
  const { code } = await run(bin('playwright', 'client'), flags, { env })
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = read(report).stats ?? {}
  if (flaky > 0) process.stdout.write(`${flaky} passed only when retried: see “flaky” above.\n`)
  return { code, passed: expected + flaky, failed: unexpected, skipped }
}

function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
}
