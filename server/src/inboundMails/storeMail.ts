import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import type { Files } from '../attachments/files.ts'
import type { InboundChannel } from '../generated/prisma/client.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { messageIdIn } from './parseMail.ts'
import { type Spooled, spool } from './spool.ts'

/** A mail as received by one of the channels. */
export interface IncomingMail {
  raw: Readable
  channel: InboundChannel
  /** The sender of the SMTP envelope: empty for bounces, null without an envelope. */
  envelopeSender: string | null
  /** The recipients of the SMTP envelope; empty without an envelope. */
  recipients: readonly string[]
}

type StoreDeps = Pick<Files, 'pools' | 'blobs' | 'hashes'>

const known = statement<{ id: string }>('SELECT id FROM inbound_mails WHERE digest = $1')
const insert = statement<{ id: string }>(`
  INSERT INTO inbound_mails (id, digest, channel, envelope_sender, recipients, size)
  VALUES ($1, $2, $3::inbound_channel, $4, $5, $6) ON CONFLICT (digest) DO NOTHING RETURNING id`)
const insertTooLarge = statement(`
  INSERT INTO inbound_mails (id, digest, channel, recipients, size, state, reason, processed_at)
  VALUES ($1, $2, $3::inbound_channel, '{}', $4, 'rejected', 'too_large', now()) ON CONFLICT (digest) DO NOTHING`)

/**
 * Stores a mail unchanged, and adds the job that processes it in the same transaction. Once this resolves, the sender may delete
 * its copy. A mail that is already stored, as identified by its Message-ID, is not stored again.
 */
export function storeMail(deps: StoreDeps, mail: IncomingMail): Promise<void> {
  return spool(mail.raw, async (spooled) => {
    const digest = await digestOf(spooled)
    const run = <T>(work: () => Promise<T>) => asIdentity(deps.pools, MAINTENANCE, 'write', work)
    if (await run(() => known.first(digest))) return
    const id = randomUUID()
    await storeFile(deps, id, spooled)
    const stored = await run(async () => {
      const { channel, envelopeSender, recipients } = mail
      const row = await insert.first(id, digest, channel, envelopeSender, recipients, spooled.size)
      if (row) await addJob('receive_mail', { mailId: id }, { key: `mail:${id}` })
      return row
    })
    // Another delivery of the same mail was faster. If this node dies before the removal, the bytes are collected as orphans.
    if (!stored) await deps.blobs.remove(id)
  })
}

/** Records a mail that is too large to be stored, for a channel whose sender gets no answer. `name` identifies it there. */
export async function recordTooLarge(deps: Pick<Files, 'pools'>, channel: InboundChannel, name: string, size: number) {
  const digest = createHash('sha256').update(`too large ${channel} ${name}`).digest()
  await asIdentity(deps.pools, MAINTENANCE, 'write', () => insertTooLarge.rows(randomUUID(), digest, channel, size))
}

async function storeFile({ blobs, hashes }: StoreDeps, id: string, { path, size }: Spooled): Promise<void> {
  await blobs.uploads.create(new Upload({ id, size, offset: 0 }))
  await blobs.uploads.write(size > 0 ? createReadStream(path) : Readable.from([]), id, 0)
  hashes.drop(id)
}

async function digestOf({ head, sha256 }: Spooled): Promise<Buffer> {
  const messageId = await messageIdIn(head)
  return messageId === null ? sha256 : digestOfMessageId(messageId)
}

/** What identifies the mail with this Message-ID. */
export function digestOfMessageId(messageId: string): Buffer {
  return createHash('sha256').update(`message-id ${messageId}`).digest()
}
