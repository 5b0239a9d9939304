import { defineConfig } from '@playwright/test'
import { FAKE_CAPTURE, FLAGS } from './e2e/support/flags.ts'

// `pnpm e2e` runs the tests; `pnpm screens` looks at every screen instead; `PICTURES=readme` takes the pictures of the README;
// `MEASURE=1` measures how a page loads over a slow line; `STRANGER=1` installs a desk as docs/operating.md says.
const { PICTURES, SCREENS, MEASURE, STRANGER } = process.env

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/support/globalSetup.ts',
  fullyParallel: true,
  workers: 2,
  // Both limits only end tests that hang. A test that passes never waits for them, however slow the machine is.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  // Two browsers on a busy machine can meet a moment that no test of ours waits for. CI tries once more and names the test
  // (scripts/test.mjs), so that it is looked into; without CI it fails at once.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: {
    // An action that waits for what never comes ends the test long before the limit above.
    actionTimeout: 120_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Lisbon',
    // A trace of every test, in case it fails, would cost nearly half as much as the tests themselves.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    // page.route sees no request of a service worker; only what is tested offline has one.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [...FLAGS, ...FAKE_CAPTURE],
    },
  },
  projects: MEASURE
    ? [{ name: 'measure', testMatch: 'firstPaint.ts' }]
    : PICTURES
      ? [{ name: 'pictures', testMatch: 'readmePictures.ts' }]
      : SCREENS
        ? [
            { name: 'screens', testMatch: 'screens/pictures.ts' },
            { name: 'sheets', testMatch: 'screens/contactSheets.ts', dependencies: ['screens'] },
          ]
        : STRANGER
          ? [{ name: 'stranger', testMatch: 'stranger.ts' }]
          : [{ name: 'e2e' }],
})
