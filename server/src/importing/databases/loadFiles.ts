import type pg from 'pg'
import { cleanName } from '../../attachments/fileName.ts'
import { stableId } from '../ids.ts'
import { attachmentRows, type AttachmentRow } from './attachmentRows.ts'
import type { FileCopier } from './fileCopier.ts'
import type { ImportedRows } from './importedRows.ts'
import type { ForeignFile } from './model.ts'
import type { Report } from './report.ts'
import type { Transactions } from './transactions.ts'

const BATCH = 200
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/
const WEB = /^https?:\/\/\S+$/i

const COUNT = `
  UPDATE ticket_messages m SET attachment_count = m.attachment_count + n.files
  FROM (SELECT id, count(*)::int AS files FROM unnest($1::uuid[]) AS id GROUP BY id) n WHERE m.id = n.id`

interface FileDeps {
  client: pg.ClientBase
  rows: ImportedRows
  report: Report
  transactions: Transactions
  /** Without one, files stay where they are: their old address is kept. */
  copier: FileCopier | null
  isDryRun: boolean
}

interface Owner {
  id: string
  authorId: string | null
  files: number
  at: string
}

/** Adds the new files of messages. Those that cannot be copied keep their old address. Returns how many were added. */
export async function loadFiles(deps: FileDeps, files: readonly ForeignFile[]): Promise<number> {
  let added = 0
  for (let from = 0; from < files.length; from += BATCH) added += await loadBatch(deps, files.slice(from, from + BATCH))
  return added
}

async function loadBatch(deps: FileDeps, files: readonly ForeignFile[]): Promise<number> {
  const { client, rows, report, transactions } = deps
  const known = await rows.find('file', files.map(externalId))
  const fresh = new Map(files.filter((file) => !known.has(externalId(file))).map((file) => [externalId(file), file]))
  const owners = await ownersOf(deps, [...fresh.values()])
  const made: AttachmentRow[] = []
  const imported: [string, string][] = []
  for (const [id, file] of fresh) {
    const owner = ownerOf(file, owners)
    if (!owner) {
      const missing =
        file.messageId === null ? 'has no message' : 'its message is not in the source, or was deleted here'
      report.lost(file, `${missing}; its address is ${file.url ?? 'empty'}`)
      continue
    }
    const row = await rowOf(deps, file, owner, stableId(rows.source, 'file', id))
    if (!row) continue
    made.push(row)
    imported.push([id, row.id])
  }
  await transactions.run(async () => {
    await attachmentRows.into(client, made)
    await client.query(COUNT, [made.map(({ messageId }) => messageId)])
    await rows.add('file', imported)
  })
  return made.length
}

function externalId({ id, table, messageId, url }: ForeignFile): string {
  // Not the address itself: it may contain the file's name, which an erasure removes.
  return `${table} ${id === '' ? stableId('file', messageId ?? '', url ?? '') : id}`
}

async function rowOf(deps: FileDeps, file: ForeignFile, owner: Owner, id: string): Promise<AttachmentRow | null> {
  const { report, copier, isDryRun } = deps
  const url = WEB.test(file.url ?? '') ? file.url : null
  const common = {
    ownerId: owner.authorId,
    messageId: owner.id,
    position: owner.files++,
    createdAt: file.at ?? owner.at,
  }
  const copied = copier && !isDryRun ? await copier.copy(file) : null
  if (copied !== null && typeof copied !== 'string') return { ...copied, ...common, externalUrl: null }
  const why = copied ?? 'use --files to copy it'
  if (url === null && !(copier && isDryRun)) {
    report.lost(file, `its address ${file.url ?? '(empty)'} is not on the web, and ${why}`)
    return null
  }
  if (copied !== null) report.changed(file, `${why}: its old address is kept`)
  const contentType = MEDIA_TYPE.test(file.contentType ?? '')
    ? file.contentType!.toLowerCase()
    : 'application/octet-stream'
  const facts = { sha256: null, width: null, height: null, durationSeconds: null, preview: 'none' } as const
  return {
    ...common,
    ...facts,
    id,
    fileName: cleanName(file.name ?? ''),
    contentType,
    size: file.size,
    externalUrl: url,
  }
}

function ownerOf({ kinds, messageId }: ForeignFile, owners: ReadonlyMap<string, Owner>): Owner | undefined {
  return kinds.map((kind) => owners.get(`${kind} ${messageId}`)).find((owner) => owner !== undefined)
}

/** The messages here that these files can belong to, by their names in the source. */
async function ownersOf({ client, rows }: FileDeps, files: readonly ForeignFile[]): Promise<Map<string, Owner>> {
  const keys = files.flatMap(({ kinds, messageId }) =>
    messageId === null ? [] : kinds.map((kind) => `${kind} ${messageId}`),
  )
  const ids = await rows.find('message', keys)
  const found = await client.query<Owner>(
    `SELECT id, author_id AS "authorId", attachment_count AS files, created_at::text AS at FROM ticket_messages
     WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL`,
    [[...ids.values()]],
  )
  const byId = new Map(found.rows.map((owner) => [owner.id, owner]))
  return new Map([...ids].flatMap(([key, id]) => (byId.has(id) ? [[key, byId.get(id)!]] : [])))
}
