// Prisma's query compiler is an ES module, so the tests run as ES modules: start jest with --experimental-vm-modules.
const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
  module: { type: 'es6' },
  sourceMaps: 'inline',
}

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  extensionsToTreatAsEsm: ['.ts'],
  globalSetup: '<rootDir>/test/jestSetup.mjs',
  globalTeardown: '<rootDir>/test/jestTeardown.mjs',
  // What waits says for what, and gives up sooner; this is for the rest. A busy machine is no reason to fail.
  testTimeout: 600_000,
  maxWorkers: 2,
  // The modules of test files that have ended stay in memory (--experimental-vm-modules), gigabytes of them: a worker is
  // replaced before that.
  workerIdleMemoryLimit: '1200MB',
  // On a slow machine a worker that has nothing open needs longer to end than the half second that jest usually waits.
  workerGracefulExitTimeout: 120_000,
}
