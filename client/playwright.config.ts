import { defineConfig } from '@playwright/test'

/** Debian's Chromium, as scripts/test.mjs found it; quiet, and without a sandbox because it may run as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// `pnpm e2e` runs the tests; `PICTURES=all` takes pictures of every screen instead, `PICTURES=readme` those of the README;
// `MEASURE=1` measures how a page loads over a slow line.
const { PICTURES, MEASURE } = process.env

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/support/globalSetup.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Lisbon',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // page.route sees no request of a service worker; only what is tested offline has one.
    serviceWorkers: 'block',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS },
  },
  projects: MEASURE
    ? [{ name: 'measure', testMatch: 'firstPaint.ts' }]
    : PICTURES
      ? [{ name: 'pictures', testMatch: PICTURES === 'readme' ? 'readmePictures.ts' : 'pictures.ts' }]
      : [{ name: 'e2e' }],
})
