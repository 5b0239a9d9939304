import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import { openBlobs } from '../attachments/files.ts'
import { backupFolder } from '../backup/dailyBackup.ts'
import type { Env } from '../env.ts'
import { RunningHashes } from '../platform/files/runningHashes.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

const PROBE_BYTES = 1024
const MEBIBYTE = 1024 ** 2
const FREE_MIB = { warning: 2048, problem: 200 }

/** Writes, reads and deletes a small file where files are stored. */
export async function checkStorage(env: Env): Promise<Finding> {
  const place = env.S3_BUCKET ? `the bucket ${env.S3_BUCKET}` : path.join(env.DATA_DIR, 'files')
  const blobs = await openBlobs(env, new RunningHashes())
  const [id, bytes] = [randomUUID(), randomBytes(PROBE_BYTES)]
  try {
    await blobs.uploads.create(new Upload({ id, size: bytes.length, offset: 0, metadata: {} }))
    await blobs.uploads.write(Readable.from([bytes]), id, 0)
    const read = Buffer.concat(await (await blobs.read(id, 'file')).toArray())
    if (read.equals(bytes)) return ok('Storage', `A file was written to ${place}, read and deleted.`)
    return problem('Storage', `A file in ${place} is not what was written.`, 'Check the disk or the service.')
  } finally {
    await blobs.remove(id)
    await blobs.close()
  }
}

/** Whether there is space for the database, files and backups. */
export async function checkDisk(env: Env): Promise<Finding[]> {
  const folders = [env.DATA_DIR, backupFolder(env)].filter((folder) => existsSync(folder))
  const findings = new Map<string, Finding>()
  for (const folder of folders) {
    const { bavail, bsize, blocks, type } = await statfs(folder)
    const free = Math.floor((bavail * bsize) / MEBIBYTE)
    const text = `${free.toLocaleString('en')} MiB are free at ${folder}.`
    const advice =
      'Free some space, or move the folder to a larger disk: the desk stops accepting messages on a full one.'
    const finding =
      free < FREE_MIB.problem
        ? problem('Disk', text, advice)
        : free < FREE_MIB.warning
          ? warning('Disk', text, advice)
          : ok('Disk', text)
    // Folders on the same disk are listed once.
    findings.set(`${type} ${blocks} ${bavail}`, finding)
  }
  return [...findings.values()]
}
