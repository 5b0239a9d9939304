import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { parseArgs } from 'node:util'
import { openBlobs } from '../attachments/files.ts'
import { exportDesk } from '../exporting/exportDesk.ts'
import { showProgress } from '../importing/progress.ts'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { RunningHashes } from '../platform/files/runningHashes.ts'
import { asMaintenance } from './asMaintenance.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = 'Usage: pnpm run export <file.ndjson|file.ndjson.gz> [--files] [--passwords]'

// Writes the whole desk to a file, which only its owner can read. It appears under its name once it is complete.
withDatabase(async ({ database, env }) => {
  const { file, files, passwords } = readArguments(process.argv.slice(2))
  const blobs = files ? await openBlobs(env, new RunningHashes()) : undefined
  const progress = showProgress('Exporting')
  const draft = `${file}.part`
  let lines = 0
  try {
    await asMaintenance(database.roles, async (pool) => {
      const client = await pool.connect()
      try {
        const desk = exportDesk(client, {
          passwords,
          ...(blobs && { blobs }),
          onMissing: (id) => progress.say(`The bytes of file ${id} are missing; skipped.`),
          onProgress: (rows) => progress.update(rows, rows, `${rows.toLocaleString('en')} rows`),
        })
        const out = createWriteStream(draft, { mode: 0o600 })
        const text = Readable.from(counted(desk, () => lines++))
        await (file.endsWith('.gz') ? pipeline(text, createGzip(), out) : pipeline(text, out))
      } finally {
        client.release(true)
      }
    })
    await rename(draft, file)
  } finally {
    progress.stop()
    await blobs?.close()
    await rm(draft, { force: true })
  }
  process.stdout.write(`Wrote ${(lines - 1).toLocaleString('en')} lines to ${file}.\n`)
})

async function* counted(lines: AsyncIterable<string>, onLine: () => void): AsyncGenerator<string> {
  for await (const line of lines) {
    onLine()
    yield `${line}\n`
  }
}

function readArguments(args: string[]): { file: string; files: boolean; passwords: boolean } {
  try {
    const flag = { type: 'boolean', default: false } as const
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { files: flag, passwords: flag },
    })
    const [file] = positionals
    if (positionals.length !== 1 || !/\.ndjson(\.gz)?$/i.test(file!)) throw new StartError(USAGE)
    return { file: file!, ...values }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
}
