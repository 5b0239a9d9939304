import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { oneLine, StartError } from '../../platform/errors/startError.ts'

/** The data of a dump as SQL, converted by the pg_restore on the PATH. Throws `unsupported` if there is none or it fails. */
export async function* convertWithPgRestore(file: string, unsupported: StartError): AsyncGenerator<Buffer> {
  const child = spawn('pg_restore', ['--data-only', '-f', '-', file], { stdio: ['ignore', 'pipe', 'pipe'] })
  const problems = buffer(child.stderr).catch(() => Buffer.alloc(0))
  const ended = new Promise<number | Error | null>((resolve) => child.once('error', resolve).once('close', resolve))
  try {
    yield* child.stdout as AsyncIterable<Buffer>
    const result = await ended
    if (result instanceof Error) throw unsupported
    if (result !== 0) throw new StartError(`${unsupported.message} (${oneLine((await problems).toString())})`)
  } finally {
    child.kill()
  }
}
