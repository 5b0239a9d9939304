import { Readable } from 'node:stream'
import { BODY_MAX } from '../../log/appendMessage.ts'
import { stableId } from '../ids.ts'
import type { AttachmentRow } from './attachmentRows.ts'
import type { FileStore } from './fileStore.ts'
import type { ForeignMessage } from './model.ts'

const EXCERPT = 2_000
const NAME = 'message.txt'

/** Texts that are longer than messages can be here: a message says how they begin, and has the whole text as a file. */
export class LongTexts {
  /** Without a store (a dry run), nothing is stored. */
  constructor(private readonly store: FileStore | null) {}

  isTooLong(body: string): boolean {
    return body.length > BODY_MAX
  }

  async attach(
    { body, at }: ForeignMessage,
    messageId: string,
    ownerId: string | null,
  ): Promise<{ body: string; text: AttachmentRow }> {
    const bytes = Buffer.from(body)
    const stored = (await this.store?.store(NAME, bytes.length, Readable.from([bytes]))) ?? {
      ...{
        id: stableId('text', messageId),
        fileName: NAME,
        contentType: 'text/plain',
        size: bytes.length,
        sha256: null,
      },
      ...{ width: null, height: null, durationSeconds: null, preview: 'none' as const },
    }
    const text = { ...stored, ownerId, messageId, position: 0, externalUrl: null, createdAt: at }
    return { body: excerptOf(body), text }
  }
}

function excerptOf(body: string): string {
  const start = body.slice(0, EXCERPT).toWellFormed()
  return `${start}…\n\n[The full text, ${body.length.toLocaleString('en')} characters, is in the attached file.]`
}
