import type { Files } from '../attachments/files.ts'
import { storeFile } from '../attachments/storeFile.ts'
import type { Texts } from '../languages/texts.ts'
import { translated } from '../languages/translated.ts'
import type { Identity } from '../platform/database/identity.ts'
import { UploadError } from '../platform/files/blobs.ts'
import { mailLine } from './mailText.ts'
import type { MailFile } from './parseMail.ts'

const NAME_MAX = 100

/** The stored files of a mail, and the reason for each that was not stored. */
interface StoredFiles {
  ids: string[]
  problems: string[]
}

/** Stores the files of a mail as uploads of its sender, within the limits that hold for all uploads. */
export async function storeFiles(
  files: Files,
  identity: Identity,
  mailFiles: readonly MailFile[],
  { code, received }: Texts,
): Promise<StoredFiles> {
  const most = files.limits.messageFiles
  const stored: StoredFiles = { ids: [], problems: [] }
  for (const { name, bytes } of mailFiles.slice(0, most)) {
    // One after another: each counts against the day's limit.
    const result = await storeFile(files, identity, {
      name,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    }).catch(problemOf)
    if (typeof result === 'string') stored.ids.push(result)
    else stored.problems.push(`${mailLine(name, NAME_MAX)}: ${translated(result.problem, code)}`)
  }
  if (mailFiles.length > most) stored.problems.push(received.moreFiles(mailFiles.length - most, most))
  return stored
}

function problemOf(error: unknown): { problem: string } {
  // A full disk is temporary: the job is retried.
  if (!(error instanceof UploadError) || error.status_code >= 500) throw error
  const body = JSON.parse(error.body) as { errors: { message: string }[] }
  return { problem: body.errors[0]!.message }
}
