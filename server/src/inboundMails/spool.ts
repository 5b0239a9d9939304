import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MAIL_MAX_BYTES } from './inboundMail.ts'

/** How much of a mail is kept in memory to find its Message-ID, in bytes. */
const HEAD_BYTES = 64 * 1024

/** A received mail in a temporary file. */
export interface Spooled {
  path: string
  size: number
  sha256: Buffer
  /** Its first bytes. */
  head: Buffer
}

/** The mail is larger than MAIL_MAX_BYTES. */
export class MailTooLargeError extends Error {}

/**
 * Writes a mail to a temporary file, runs `work` with it, and deletes the file. Mails are never held in memory while they arrive. What
 * is beyond the limit is read and dropped, because an SMTP client reads no answer before it has sent everything.
 */
export async function spool<T>(raw: Readable, work: (mail: Spooled) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-mail-'))
  try {
    const file = path.join(folder, 'mail')
    const hash = createHash('sha256')
    const head: Buffer[] = []
    let size = 0
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size))
        size += chunk.length
        if (size > MAIL_MAX_BYTES) return done()
        hash.update(chunk)
        done(null, chunk)
      },
    })
    await pipeline(raw, meter, createWriteStream(file))
    if (size > MAIL_MAX_BYTES) throw new MailTooLargeError(`A mail has at most ${MAIL_MAX_BYTES} bytes.`)
    return await work({ path: file, size, sha256: hash.digest(), head: Buffer.concat(head) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
