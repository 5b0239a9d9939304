import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backUp, envOf, restore } from '../../test/backups.ts'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { withClient } from '../platform/database/connect.ts'
import { silentLog } from '../platform/log.ts'
import { ArchiveWriter, type BackupHeader, openArchive } from './archive.ts'
import { restoreBackup } from './restoreBackup.ts'
import { verifyBackup } from './verifyBackup.ts'

let full: TestDatabase
let empty: TestDatabase
let folder: string
let file: string
let whole: Buffer
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-backup-'))
  file = path.join(folder, 'desk.tar.gz')
  ;[full, empty] = [await testDatabase(), await testDatabase({ empty: true })]
  await withClient(full.superuserUrl, 'test', (client) =>
    client.query(
      `insert into users (name, email, role) select n, n || '@parley.test', 'buyer' from generate_series(1, 500) n`,
    ),
  )
  await backUp(full, path.join(folder, 'files'), file)
  whole = readFileSync(file)
})
afterAll(async () => {
  await Promise.all([full.drop(), empty.drop()])
  rmSync(folder, { recursive: true, force: true })
})

function fileOf(content: Buffer): string {
  const made = path.join(folder, 'bad.tar.gz')
  writeFileSync(made, content)
  return made
}

/** Reads a backup to its end. */
async function read(content: Buffer): Promise<void> {
  const { entries } = await openArchive(createReadStream(fileOf(content)))
  for await (const { bytes } of entries) for await (const _ of bytes);
}

const changed = (at: number) => Buffer.from(whole.map((byte, index) => (index === at ? byte ^ 0x10 : byte)))

/** The names of what is in the database. */
const tables = async () =>
  withClient(empty.ownerUrl, 'test', async (client) => {
    const { rows } = await client.query(`select tablename from pg_tables where schemaname = 'public'`)
    return rows
  })

test('one changed byte anywhere is found', async () => {
  await read(whole)
  const step = Math.ceil(whole.length / 60)
  for (let at = 0; at < whole.length; at += step) await expect(read(changed(at))).rejects.toThrow(/\(BACKUP_\w+\)$/)
  for (let at = whole.length - 60; at < whole.length; at++)
    await expect(read(changed(at))).rejects.toThrow(/\((BACKUP_DAMAGED|BACKUP_TRUNCATED)\)$/)
})

test('a file that ends early is found wherever it ends, and so are bytes after the end', async () => {
  const step = Math.ceil(whole.length / 20)
  for (let length = step; length < whole.length; length += step)
    await expect(read(whole.subarray(0, length))).rejects.toThrow(/\(BACKUP_TRUNCATED\)$/)
  await expect(read(whole.subarray(0, -1))).rejects.toThrow(/\(BACKUP_TRUNCATED\)$/)
  await expect(read(Buffer.concat([whole, Buffer.from('x')]))).rejects.toThrow(/\(BACKUP_/)
})

test('a bad backup leaves an empty database empty, and no files', async () => {
  const dataDir = path.join(folder, 'restored')
  const bad: [Buffer, RegExp][] = [
    [whole.subarray(0, -100), /\(BACKUP_TRUNCATED\)$/],
    [changed(whole.length - 300), /\(BACKUP_(DAMAGED|TRUNCATED)\)$/],
    [Buffer.from('This is a letter.'), /\(BACKUP_NOT_A_BACKUP\)$/],
    [Buffer.alloc(0), /\(BACKUP_NOT_A_BACKUP\)$/],
    [await archiveOf({ parley: 'something else' }), /\(BACKUP_NOT_A_BACKUP\)$/],
    [await archiveOf({ parley: 'backup', format: 2 }), /newer version of Parley: .* \(BACKUP_NEWER\)$/],
    [await archiveOf({ ...(await headerOf()), migrations: ['29990101000000_later'] }), /\(BACKUP_NEWER\)$/],
  ]
  for (const [content, why] of bad) await expect(restore(fileOf(content), empty, dataDir)).rejects.toThrow(why)
  await expect(restore(path.join(folder, 'missing.tar.gz'), empty, dataDir)).rejects.toThrow(/\(BACKUP_CANNOT_READ\)$/)
  expect(await tables()).toEqual([])
  expect(readdirSync(folder).includes('restored') ? readdirSync(path.join(dataDir, 'files')) : []).toEqual([])
})

test('a backup of a desk with another secret is refused, unless that is wanted', async () => {
  const header = await headerOf()
  const other = await archiveOf({ ...header, secret: null, secretFingerprint: 'of another desk' })
  const dataDir = path.join(folder, 'other')
  await expect(restore(fileOf(other), empty, dataDir)).rejects.toThrow(/--other-secret.* \(BACKUP_OTHER_DESK\)$/)
  const options = { env: envOf(empty, dataDir), log: silentLog, otherSecret: true }
  // This one has no end.
  await expect(restoreBackup(createReadStream(fileOf(other)), options)).rejects.toThrow(/\(BACKUP_DAMAGED\)$/)
  expect(await tables()).toEqual([])
})

test('--verify restores elsewhere, and finds a changed value even if the checksum of the file is right', async () => {
  const scratch = path.join(folder, 'scratch')
  const { end } = await verifyBackup(createReadStream(file), { folder: scratch, log: silentLog })
  expect(end.tables['users']!.rows).toBe(500)
  await expect(
    verifyBackup(createReadStream(fileOf(changed(whole.length >> 1))), { folder: scratch, log: silentLog }),
  ).rejects.toThrow(/\(BACKUP_/)
  const forged = await rewritten((name, content) =>
    name.startsWith('tables/users/')
      ? Buffer.from(content.toString().replace('42@parley.test', '43@parley.tset'))
      : content,
  )
  await expect(verifyBackup(createReadStream(fileOf(forged)), { folder: scratch, log: silentLog })).rejects.toThrow(
    /\(BACKUP_DAMAGED\)$/,
  )
  expect(readdirSync(scratch)).toEqual([])
})

async function headerOf(): Promise<BackupHeader> {
  const archive = await openArchive(createReadStream(file))
  archive.close()
  return archive.header
}

/** A backup with this header alone. */
const archiveOf = (header: object) =>
  archived(async (archive) => archive.add('header.json', Buffer.from(JSON.stringify(header))))

/** The backup with some entries changed. */
const rewritten = (change: (name: string, content: Buffer) => Buffer) =>
  archived(async (archive) => {
    const { header, entries } = await openArchive(createReadStream(file))
    await archive.addJson('header.json', header)
    for await (const { name, bytes } of entries) {
      const parts: Buffer[] = []
      for await (const chunk of bytes) parts.push(chunk)
      await archive.add(name, change(name, Buffer.concat(parts)))
    }
  })

async function archived(write: (archive: ArchiveWriter) => Promise<void>): Promise<Buffer> {
  const { createWriteStream } = await import('node:fs')
  const out = createWriteStream(path.join(folder, 'made.tar.gz'))
  const archive = new ArchiveWriter(out)
  await write(archive)
  await archive.end()
  await finished(out)
  return readFileSync(path.join(folder, 'made.tar.gz'))
}
