import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { DataStore } from '@tus/server'

/** Bytes from `start` to `end`, both counted. */
export interface ByteRange {
  start: number
  end: number
}

/** Bytes to write over those that are there. */
export interface Patch {
  offset: number
  bytes: Buffer
}

/**
 * Where files lie: on a disk, or in an S3 bucket. Each upload has a UUID for a name, and may have a preview beside it.
 */
export interface Blobs {
  /** What receives uploads. Its `write` says STORAGE_FULL where there is no room. */
  readonly uploads: DataStore
  /** The bytes of an upload, or of its preview. Throws MissingBlobError. */
  read(id: string, what: 'file' | 'preview', range?: ByteRange): Promise<Readable>
  /** How large a preview is, or undefined where there is none. */
  previewSize(id: string): Promise<number | undefined>
  putPreview(id: string, data: Buffer): Promise<void>
  /** Writes over parts of a finished upload, in this order. It keeps its length. */
  patch(id: string, patches: readonly Patch[]): Promise<void>
  /** Removes everything of an upload, finished or not; what is not there is none of its worries. */
  remove(id: string): Promise<void>
  /** Every upload that has left bytes, and when they last changed. */
  list(): AsyncIterable<{ id: string; changedAt: Date }>
  /**
   * Runs `work` with a path from which an upload can be read; it is deleted afterwards if the file is stored elsewhere.
   */
  withPath<T>(id: string, work: (path: string) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Writes patches into a file on this machine. */
export async function patchFile(path: string, patches: readonly Patch[]): Promise<void> {
  const file = await open(path, 'r+')
  try {
    for (const { offset, bytes } of patches) await file.write(bytes, 0, bytes.length, offset)
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** The bytes of a file are not there. */
export class MissingBlobError extends Error {}

/** An answer for tus: it takes errors of this shape. */
export class UploadError extends Error {
  readonly status_code: number
  readonly body: string

  /** `code` is one of docs/errors.md. */
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status_code = status
    this.body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
  }
}

/** There is no room for more bytes. */
export const storageFull = (): UploadError =>
  new UploadError(507, 'STORAGE_FULL', 'The desk has no room for files right now. Try again later.')

/** The id of the upload that a stored name belongs to: `<uuid>`, `<uuid>.json`, `<uuid>.preview` … */
export function uploadIdOf(name: string): string | undefined {
  return /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(\.[a-z.]+)?$/.exec(name)?.[1]
}
