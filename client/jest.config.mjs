/** Run with NODE_OPTIONS=--experimental-vm-modules, as the server's tests are. */
export default {
  testEnvironment: 'jsdom',
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '\\.css$': '<rootDir>/test/css.ts', '^virtual:languages$': '<rootDir>/test/languages.ts' },
  // Waiting helpers have shorter limits with better errors; this one only ends tests that hang.
  testTimeout: 300_000,
  // On a slow machine a worker needs longer to end than the half second that jest usually waits.
  workerGracefulExitTimeout: 120_000,
  setupFiles: ['<rootDir>/test/browser.ts'],
  transform: {
    '\\.(t|j)sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2023',
        },
        module: { type: 'es6' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
}
