import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { restoreBackup } from '../backup/restoreBackup.ts'
import { readEnv } from '../env.ts'
import { showProgress } from '../importing/progress.ts'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { createLog } from '../platform/log.ts'
import { runProgram } from '../platform/runProgram.ts'
import { counted } from './counted.ts'

const USAGE = 'Usage: pnpm run restore <file.tar.gz|-> [--other-secret]'

// Restores a backup into an empty desk. "-" is standard input. A desk of an older version is upgraded afterwards.
runProgram(async () => {
  const { file, otherSecret } = readArguments(process.argv.slice(2))
  const env = readEnv()
  const log = createLog({ level: 'warn', pretty: true })
  const progress = showProgress('Restoring')
  try {
    const { header, end } = await restoreBackup(file === '-' ? process.stdin : createReadStream(file), {
      env,
      log,
      otherSecret,
      onProgress: (name, done, total) => progress.update(done, total, name),
    })
    progress.stop()
    const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0)
    process.stdout.write(
      `Restored the desk as of ${header.createdAt}: ${counted(rows, 'row')} and ${counted(end.files.count, 'file')}.\n`,
    )
    if (header.bucket !== null) process.stdout.write(`Its files are in the bucket ${header.bucket}.\n`)
  } finally {
    progress.stop()
  }
})

function readArguments(args: string[]): { file: string; otherSecret: boolean } {
  try {
    const options = { 'other-secret': { type: 'boolean', default: false } } as const
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new StartError(USAGE)
    return { file, otherSecret: values['other-secret'] }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
}
