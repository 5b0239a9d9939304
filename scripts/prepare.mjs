// Generates Prisma's client if it is out of date; scripts/start.mjs also builds the client and the server. Prints nothing, and returns
// quickly, if everything is up to date.
import { existsSync, renameSync, rmSync } from 'node:fs'
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
  'trusted-documents.json',
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

/** Builds the web client when its sources have changed, and prints what its pages load. */
export async function prepareClient() {
  const hash = hashOf(CLIENT_SOURCES)
  if (existsSync(path.join(ROOT, 'client/dist/index.html')) && isStamped('client', hash)) return
  const budgets = await step('Built the web client', bin('vite', 'client'), ['build', 'client', '--logLevel', 'error'])
  process.stderr.write(budgets)
  stamp('client', hash)
}

/**
 * Compiles the server when its sources have changed; returns the URL of its entry. Types are not checked: `pnpm check` does. The folder
 * is as deep as server/src, so that the server finds everything at the same relative path.
 */
export async function prepareServer() {
  const built = path.join(ROOT, 'server/dist')
  const entry = path.join(built, 'cli/parley.js')
  const hash = hashOf(['server/src', 'server/tsconfig.json', 'server/tsconfig.build.json', 'pnpm-lock.yaml'])
  if (existsSync(entry) && isStamped('server', hash)) return pathToFileURL(entry)
  // Elsewhere first, so that no start finds half of it.
  const staging = `${built}.${process.pid}`
  const flags = ['--noCheck', '--rootDir', 'server/src', '--outDir', staging]
  await step('Compiled the server', bin('tsc'), ['-p', 'server/tsconfig.build.json', ...flags])
  rmSync(built, { recursive: true, force: true })
  try {
    renameSync(staging, built)
  } catch (error) {
    // Two starts compile at the same time: the other one was first.
    rmSync(staging, { recursive: true, force: true })
    if (!existsSync(entry)) throw error
  }
  stamp('server', hash)
  return pathToFileURL(entry)
}

async function step(done, command, args, env = {}) {
  const from = performance.now()
  const { code, output } = await run(command, args, { env, quiet: true })
  if (code !== 0)
    fail(
      `${output.trim()}\n${done.replace(/^(Generat|Compil)ed/, '$1ing').replace(/^Built/, 'Building')} failed: see above.`,
    )
  process.stderr.write(`${done} in ${((performance.now() - from) / 1000).toFixed(1)} s.\n`)
  return output
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await preparePrisma()
}
