import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import { BackupError } from './backupError.ts'

// The last member of the gzip file: it is empty, and its header holds the SHA-256 of everything before it as an extra field
// (RFC 1952) named PB. Programs such as gunzip and tar ignore it.
const BEFORE = Buffer.from('1f8b0804000000000000240050422000', 'hex')
const AFTER = Buffer.from('03000000000000000000', 'hex')
const LENGTH = BEFORE.length + 32 + AFTER.length
const GZIP = Buffer.from('1f8b08', 'hex')

const sealOf = (digest: Buffer) => Buffer.concat([BEFORE, digest, AFTER])

/** Passes a gzip file on, and ends it with its seal. */
export function seal(): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(null, sealOf(hash.digest()))
    },
  })
}

/** Passes a sealed gzip file on without its seal. Fails at the end if a byte has changed or is missing. */
export function unseal(): Transform {
  const hash = createHash('sha256')
  let isKnown = false
  let rest: Buffer = Buffer.alloc(0)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([rest, chunk])
      const end = Math.max(0, all.length - LENGTH)
      if (!isKnown && all.length >= GZIP.length && !all.subarray(0, GZIP.length).equals(GZIP)) return done(notABackup())
      isKnown ||= all.length >= GZIP.length
      rest = all.subarray(end)
      hash.update(all.subarray(0, end))
      done(null, all.subarray(0, end))
    },
    flush(done) {
      if (!isKnown) return done(notABackup())
      if (rest.equals(sealOf(hash.digest()))) return done()
      done(rest.subarray(0, BEFORE.length).equals(BEFORE) ? damaged() : truncated())
    },
  })
}

/** The file is something else. */
export function notABackup(): BackupError {
  return new BackupError('BACKUP_NOT_A_BACKUP', 'This file is not a backup of a desk.')
}

/** Some bytes have changed. */
export function damaged(cause?: unknown): BackupError {
  return new BackupError('BACKUP_DAMAGED', 'The backup is damaged: its content does not match its checksum.', { cause })
}

function truncated(): BackupError {
  return new BackupError('BACKUP_TRUNCATED', 'The backup is incomplete: the end of the file is missing.')
}
