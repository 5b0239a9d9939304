import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { errorCode, oneLine } from '../platform/errors/startError.ts'
import { BackupError } from './backupError.ts'

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']

/**
 * Writes a file that only its owner can read. It appears under its name once it is complete and on the disk; if `work` fails, nothing
 * remains. Returns its size in bytes.
 */
export async function writeBackupFile(file: string, work: (out: Writable) => Promise<unknown>): Promise<number> {
  const draft = `${file}.part`
  try {
    const found = await stat(file).catch(() => undefined)
    if (found && !found.isFile()) throw new BackupError('BACKUP_CANNOT_WRITE', `${file} is not a file.`)
    await mkdir(path.dirname(file), { recursive: true })
    await work(createWriteStream(draft, { mode: 0o600, flush: true }))
    const { size } = await stat(draft)
    await rename(draft, file)
    await flushFolder(path.dirname(file))
    return size
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    throw writeError(error, file)
  }
}

/** Why a backup cannot be written, as an error that the operator understands. */
export function writeError(error: unknown, place: string): unknown {
  const code = errorCode(error) ?? ''
  if (FULL.includes(code))
    return new BackupError('BACKUP_DISK_FULL', `There is no space left for the backup at ${place}. Nothing was kept.`, {
      cause: error,
    })
  const isOfFile = (error as { syscall?: unknown }).syscall !== undefined && !code.startsWith('ECONN')
  if (error instanceof BackupError || !isOfFile) return error
  return new BackupError('BACKUP_CANNOT_WRITE', `The backup cannot be written: ${oneLine(error)}.`, { cause: error })
}

// The new name survives a power cut, too.
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
