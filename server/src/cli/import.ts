import { parseArgs } from 'node:util'
import { importFiles, type ImportResult } from '../importing/importFiles.ts'
import { KINDS, type Kind } from '../importing/kinds.ts'
import { showProgress } from '../importing/progress.ts'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { SYSTEMS } from '../importing/systems.ts'
import { asMaintenance } from './asMaintenance.ts'
import { counted } from './counted.ts'
import { DATABASE_USAGE, importFromDatabase } from './importDatabase.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = `Usage: pnpm run import <kind> <file…> [--strict]. Kinds: ${[...KINDS.values()].map(({ name, files }) => `${name}, from ${files}`).join('; ')}. Or: pnpm run import <${[...SYSTEMS.keys()].join(' | ')}> ${DATABASE_USAGE}`

withDatabase(async (desk) => {
  const { database } = desk
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

function summary(result: ImportResult, seconds: number): string {
  const parts = [`Added ${counted(result.ticketsAdded, 'ticket')} and ${counted(result.messagesAdded, 'message')}`]
  if (result.ticketsGrown > 0) parts.push(`${counted(result.ticketsGrown, 'ticket')} of before grew`)
  if (result.unchanged > 0) parts.push(`left ${counted(result.unchanged, 'ticket')} of before as they were`)
  if (result.broken > 0) parts.push(`skipped ${counted(result.broken, 'broken line')}`)
  return `${parts.join(', ')} (${seconds.toFixed(1)} s).`
}
