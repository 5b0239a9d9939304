// Generates what is out of date: Prisma's client always, the built web client with --client. Prints nothing, and returns
// quickly, if everything is up to date.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { bin, fail, hashOf, isStamped, ROOT, run, stamp } from './lib.mjs'

const CLIENT_SOURCES = [
  'client/src',
  'client/public',
  'client/sw.js',
  'client/index.html',
  'client/build',
  'client/vite.config.ts',
  'client/package.json',
  'schema.graphql',
  'codegen.ts',
  'pnpm-lock.yaml',
]

/** Generates Prisma's client and Pothos' types when the schema (or Prisma itself) has changed. */
export async function preparePrisma() {
  const hash = hashOf(['prisma/schema.prisma', 'server/package.json'])
  const made = existsSync(path.join(ROOT, 'server/src/generated/prisma/client.ts'))
  if (made && isStamped('prisma', hash)) return
  // `generate` needs no schema engine but would download one; any existing file prevents that.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    // Prisma runs Pothos' generator by its bare name.
    PATH: [path.dirname(bin('prisma', 'server')), process.env.PATH].join(path.delimiter),
  }
  await step(
    'Generated the Prisma client',
    bin('prisma', 'server'),
    ['generate', '--schema', 'prisma/schema.prisma'],
    env,
  )
  stamp('prisma', hash)
}

/** Builds the web client when its sources have changed. */
export async function prepareClient() {
  const hash = hashOf(CLIENT_SOURCES)
  if (existsSync(path.join(ROOT, 'client/dist/index.html')) && isStamped('client', hash)) return
  await step('Built the web client', bin('vite', 'client'), ['build', 'client', '--logLevel', 'error'])
  stamp('client', hash)
}

async function step(done, command, args, env = {}) {
  const from = performance.now()
  const { code, output } = await run(command, args, { env, quiet: true })
  if (code !== 0)
    fail(
      `${output.trim()}\n${done.replace(/^Generated/, 'Generating').replace(/^Built/, 'Building')} failed: see above.`,
    )
  process.stderr.write(`${done} in ${((performance.now() - from) / 1000).toFixed(1)} s.\n`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await preparePrisma()
  if (process.argv.includes('--client')) await prepareClient()
}
