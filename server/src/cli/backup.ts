import { createReadStream } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import type { BackupEnd, OnProgress } from '../backup/archive.ts'
import { writeBackupFile, writeError } from '../backup/backupFile.ts'
import { openSource } from '../backup/source.ts'
import { verifyBackup } from '../backup/verifyBackup.ts'
import { writeBackup } from '../backup/writeBackup.ts'
import { type Env, readEnv } from '../env.ts'
import { showProgress } from '../importing/progress.ts'
import { openPlace } from '../platform/database/open.ts'
import { provisionRoles } from '../platform/database/provision.ts'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { createLog, type Logger } from '../platform/log.ts'
import { runProgram } from '../platform/runProgram.ts'
import { counted } from './counted.ts'

const USAGE = 'Usage: pnpm run backup <file.tar.gz|-> [--verify]'

// Writes a backup of the desk, or verifies one. "-" is standard output or input. The database is read as it is, without migrations: a
// backup can be made before an upgrade, with the new version too.
runProgram(async () => {
  const { file, verify } = readArguments(process.argv.slice(2))
  const env = readEnv()
  const log = createLog({ level: 'warn', pretty: true })
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new StartError(`Stopped by ${signal}.`)))
  await (verify ? check(file, env, log) : back(file, env, log, stop.signal))
})

async function back(file: string, env: Env, log: Logger, signal: AbortSignal): Promise<void> {
  if (file === '-' && process.stdout.isTTY) throw new StartError(`A terminal cannot show a backup. ${USAGE}`)
  const place = await openPlace(env, log)
  const progress = showProgress('Backing up')
  try {
    const roles = await provisionRoles(place.ownerUrl, { secret: env.PARLEY_SECRET })
    const source = await openSource(env, place, roles)
    const write = async (out: Writable) => {
      const onProgress: OnProgress = (name, done, total) => progress.update(done, total, name)
      const end = await writeBackup(source, out, { onProgress, signal })
      progress.stop()
      for (const name of end.files.missing) progress.say(`The bytes of file ${name} are missing; skipped.`)
      process.stderr.write(`Backed up ${summary(end)}.\n`)
    }
    if (file === '-')
      await write(process.stdout).catch((error: unknown) => Promise.reject(writeError(error, 'standard output')))
    else await writeBackupFile(file, write)
    await source.blobs.close()
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    progress.stop()
    await place.close()
  }
}

async function check(file: string, env: Env, log: Logger): Promise<void> {
  const progress = showProgress('Verifying')
  try {
    const input: Readable = file === '-' ? process.stdin : createReadStream(file)
    const onProgress: OnProgress = (name, done, total) => progress.update(done, total, name)
    const { header, end } = await verifyBackup(input, { folder: env.DATA_DIR, log, onProgress })
    progress.stop()
    process.stdout.write(`The backup of ${header.createdAt} can be restored: ${summary(end)}.\n`)
  } finally {
    progress.stop()
  }
}

/** "3,020 rows of 61 tables and 12 files". */
function summary({ tables, files }: BackupEnd): string {
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  const ofTables = counted(Object.keys(tables).length, 'table')
  return `${counted(rows, 'row')} of ${ofTables} and ${counted(files.count, 'file')}`
}

function readArguments(args: string[]): { file: string; verify: boolean } {
  try {
    const options = { verify: { type: 'boolean', default: false } } as const
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new StartError(USAGE)
    return { file, ...values }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
}
