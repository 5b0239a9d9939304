import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openFiles } from '../attachments/files.ts'
import type { TicketStatus } from '../generated/prisma/client.ts'
import { importDatabase, type DatabaseImportResult, type ForeignSystem } from '../importing/databases/importDatabase.ts'
import { asCsv, type Report } from '../importing/databases/report.ts'
import { showProgress } from '../importing/progress.ts'
import { openPools } from '../platform/database/pools.ts'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { counted } from './counted.ts'
import type { Desk } from './withDatabase.ts'

/** How to use the command, after the name of the system. */
export const DATABASE_USAGE = `<dump | folder of CSV files | postgres://…> [--dry-run] [--gap 3d] [--status closed] [--time-zone Europe/Berlin] [--files <folder | address>] [--report <file>]`

/** The exit code of an import that left out some rows. */
const SOME_LOST = 2
const SHOWN_LINES = 200
const STATUSES: readonly string[] = ['open', 'in_progress', 'resolved', 'closed'] satisfies TicketStatus[]
const UNITS_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const TEXT = { type: 'string' } as const

/** Imports the database of another system; prints what was imported, and row by row what was not. */
export async function importFromDatabase(
  system: ForeignSystem,
  args: string[],
  { database, env, log }: Desk,
): Promise<void> {
  const { source, report: file, ...options } = readArguments(system, args)
  const started = performance.now()
  const progress = showProgress(options.isDryRun ? `Checking ${system.name}` : `Importing ${system.name}`)
  const pools = openPools(database.roles, log)
  const files = await openFiles({ env, pools, key: Buffer.alloc(32), log })
  try {
    const onProgress = progress.update.bind(progress)
    const result = await importDatabase(pools.maintenance, system, source, { ...options, files, onProgress })
    progress.stop()
    if (file !== undefined) writeFileSync(file, asCsv(result.report.lines))
    else printLines(result.report)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    process.stdout.write(`${summary(result, options.isDryRun).join('\n')}\n(${seconds} s)\n`)
    if (result.report.lostRows > 0) process.exitCode = SOME_LOST
  } finally {
    progress.stop()
    await files.close()
    await pools.close()
  }
}

function readArguments(system: ForeignSystem, args: string[]) {
  const usage = `Usage: pnpm run import ${system.name} ${DATABASE_USAGE}`
  const { positionals, values } = parsed(args, usage)
  const [source] = positionals
  const { gap, status, files = null } = values
  if (source === undefined || positionals.length > 1) throw new StartError(usage)
  if (status !== undefined && !STATUSES.includes(status))
    throw new StartError(`--status must be one of ${STATUSES.join(', ')}. ${usage}`)
  return {
    source,
    report: values.report,
    gapMs: gap === undefined ? null : durationIn(gap, usage),
    status: status as TicketStatus | undefined,
    timeZone: values['time-zone'] ?? 'UTC',
    isDryRun: values['dry-run'] ?? false,
    filesFrom: files,
  }
}

function parsed(args: string[], usage: string) {
  const options = {
    gap: TEXT,
    status: TEXT,
    files: TEXT,
    report: TEXT,
    'time-zone': TEXT,
    'dry-run': { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new StartError(`${oneLine(error)} ${usage}`)
  }
}

function durationIn(text: string, usage: string): number {
  const [, amount, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  if (amount === undefined) throw new StartError(`--gap must be like 30m, 12h, 3d or 2w, not "${text}". ${usage}`)
  return Number(amount) * UNITS_MS[unit!]!
}

function printLines({ lines }: Report): void {
  for (const { outcome, table, row, id, why } of lines.slice(0, SHOWN_LINES)) {
    const place = [table, row > 0 ? `row ${row}` : '', id].filter(Boolean).join(' ')
    process.stderr.write(`${outcome === 'note' ? '' : `${outcome}: `}${place}: ${why}\n`)
  }
  const rest = lines.length - SHOWN_LINES
  if (rest > 0) process.stderr.write(`… and ${counted(rest, 'more line')}: use --report <file> for all of them.\n`)
}

function summary(result: DatabaseImportResult, isDryRun: boolean): string[] {
  const read = Object.entries(result.read).map(([table, rows]) => `${rows.toLocaleString('en')} of ${table}`)
  const { lines, lostRows } = result.report
  const changed = lines.filter(({ outcome }) => outcome === 'changed').length
  const added = [
    counted(result.peopleAdded, 'person', 'people'),
    counted(result.shopsAdded, 'shop'),
    counted(result.ticketsAdded, 'ticket'),
    counted(result.messagesAdded, 'message'),
    counted(result.filesAdded, 'file'),
    counted(result.requestsAdded, 'chat request'),
    counted(result.sessionsAdded, 'session'),
  ]
  return [
    `Read ${read.join(', ')}.`,
    `${isDryRun ? 'Would add' : 'Added'} ${added.join(', ')}.`,
    `Left ${counted(result.messagesKnown, 'message')} of before as they were; ${counted(result.ticketsGrown, 'ticket')} of before grew.`,
    `Not imported: ${counted(lostRows, 'row')}. Imported with a change: ${counted(changed, 'remark')}.`,
  ]
}
