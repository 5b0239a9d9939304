import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** The content of a cursor: the feed, the epoch of the log, and the position. */
interface OpenCursor {
  /** The log's epoch, see deskSecret.ts. */
  epoch: string
  /** The name of the feed, which includes the audience. */
  feed: string
  position: string
}

/** Seals and opens cursors. They are encrypted, since a position across tickets would reveal the activity of the whole desk. */
export interface CursorSeal {
  seal(feed: string, position: string): string
  /** The cursor's content, or null if it was not sealed by this desk. */
  open(cursor: string): OpenCursor | null
  readonly epoch: string
}

const IV_BYTES = 12
const TAG_BYTES = 16

/** Creates the desk's seal from a 32-byte key. The same position always gives the same cursor. */
export function cursorSeal(key: Buffer, epoch: string): CursorSeal {
  return {
    epoch,
    seal: (feed, position) => {
      const text = JSON.stringify([epoch, feed, position])
      // Deterministic: the nonce is derived from the text, so it repeats only for the same text.
      const iv = createHmac('sha256', key).update(text).digest().subarray(0, IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open: (cursor) => {
      const bytes = Buffer.from(cursor, 'base64url')
      if (bytes.length <= IV_BYTES + TAG_BYTES || cursor.length > 1_000) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
        const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        const [of, feed, position] = JSON.parse(text) as [string, string, string]
        return { epoch: of, feed, position }
      } catch {
        return null
      }
    },
  }
}
