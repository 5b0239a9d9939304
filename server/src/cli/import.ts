import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openBlobs } from '../attachments/files.ts'
import type { ServerEnv } from '../env.ts'
import { importDesk } from '../importing/desk/importDesk.ts'
import { importFiles, type ImportResult } from '../importing/importFiles.ts'
import { KINDS, type Kind } from '../importing/kinds.ts'
import { showProgress } from '../importing/progress.ts'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { SYSTEMS } from '../importing/systems.ts'
import type { RoleUrls } from '../platform/database/provision.ts'
import { RunningHashes } from '../platform/files/runningHashes.ts'
import { asMaintenance } from './asMaintenance.ts'
import { counted } from './counted.ts'
import { DATABASE_USAGE, importFromDatabase } from './importDatabase.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = `Usage: pnpm run import <kind> <file…> [--strict], or pnpm run import desk <file> for an export of a desk. Kinds: ${[...KINDS.values()].map(({ name, files }) => `${name}, from ${files}`).join('; ')}. Or: pnpm run import <${[...SYSTEMS.keys()].join(' | ')}> ${DATABASE_USAGE}`

withDatabase(async (desk) => {
  const { database, env } = desk
  if (process.argv[2] === 'desk') return restoreDesk(database.roles, env, process.argv.slice(3))
  const [name, ...args] = process.argv.slice(2)
  const system = SYSTEMS.get(name ?? '')
  if (system) return importFromDatabase(system, args, desk)
  const { kind, files, strict } = readArguments(process.argv.slice(2))
  const started = performance.now()
  const progress = showProgress(`Importing ${kind.name}`)
  const result = await asMaintenance(database.roles, (pool) =>
    importFiles(pool, kind, files, {
      strict,
      onBroken: (place, why) => progress.say(`${place}: ${why}; skipped.`),
      onProgress: (bytes, total, { ticketsAdded }) =>
        progress.update(bytes, total, `${counted(ticketsAdded, 'ticket')} added`),
    }),
  ).finally(() => progress.stop())
  process.stdout.write(`${summary(result, (performance.now() - started) / 1000)}\n`)
})

function readArguments(args: string[]): { kind: Kind; files: string[]; strict: boolean } {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { strict: { type: 'boolean' } },
    })
    const [name, ...files] = positionals
    const kind = KINDS.get(name ?? '')
    if (!kind || files.length === 0) throw new StartError(USAGE)
    return { kind, files, strict: values.strict ?? false }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
}

/** `pnpm run import desk <file>`: docs/export-format.md. */
async function restoreDesk(roles: RoleUrls, env: ServerEnv, files: string[]): Promise<void> {
  const [file] = files
  if (file === undefined || files.length > 1) throw new StartError(USAGE)
  const progress = showProgress('Importing the desk')
  const blobs = await openBlobs(env, new RunningHashes())
  try {
    const rows = await asMaintenance(roles, (pool) =>
      importDesk(pool, file, {
        blobs,
        onProgress: (bytes, done) => progress.update(bytes, statSync(file).size, counted(done, 'row')),
      }),
    )
    process.stdout.write(`Imported ${counted(rows, 'row')}.\n`)
  } finally {
    progress.stop()
    await blobs.close()
  }
}

function summary(result: ImportResult, seconds: number): string {
  const parts = [`Added ${counted(result.ticketsAdded, 'ticket')} and ${counted(result.messagesAdded, 'message')}`]
  if (result.ticketsGrown > 0) parts.push(`${counted(result.ticketsGrown, 'ticket')} of before grew`)
  if (result.unchanged > 0) parts.push(`left ${counted(result.unchanged, 'ticket')} of before as they were`)
  if (result.broken > 0) parts.push(`skipped ${counted(result.broken, 'broken line')}`)
  return `${parts.join(', ')} (${seconds.toFixed(1)} s).`
}
