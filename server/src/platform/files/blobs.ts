import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { DataStore } from '@tus/server'

/** Bytes from `start` to `end`, both inclusive. */
export interface ByteRange {
  start: number
  end: number
}

/** Bytes that overwrite existing ones. */
export interface Patch {
  offset: number
  bytes: Buffer
}

/**
 * The file store: a disk, or an S3 bucket. Each upload has a UUID as its name, and may have a preview.
 */
export interface Blobs {
  /** The tus store that receives uploads. Its `write` fails with STORAGE_FULL if there is no space. */
  readonly uploads: DataStore
  /** The bytes of an upload, or of its preview. Throws MissingBlobError. */
  read(id: string, what: 'file' | 'preview', range?: ByteRange): Promise<Readable>
  /** The size of what is stored, or undefined if there is nothing. */
  size(id: string, what: 'file' | 'preview'): Promise<number | undefined>
  putPreview(id: string, data: Buffer): Promise<void>
  /** Overwrites parts of a finished upload, in this order. Its length does not change. */
  patch(id: string, patches: readonly Patch[]): Promise<void>
  /** Removes all data of an upload, finished or not; missing data is ignored. */
  remove(id: string): Promise<void>
  /** Every upload that has data in the store, and when it last changed. */
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

/** The bytes of a file are missing. */
export class MissingBlobError extends Error {}

/** An error response in the form that tus expects. */
export class UploadError extends Error {
  readonly status_code: number
  readonly code: string
  readonly body: string

  /** `code` is one of docs/errors.md. */
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status_code = status
    this.code = code
    this.body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
  }
}

/** The store has no space left. */
export const storageFull = (): UploadError =>
  new UploadError(507, 'STORAGE_FULL', 'The desk has no room for files right now. Try again later.')

/** The id of the upload that a stored name belongs to: `<uuid>`, `<uuid>.json`, `<uuid>.preview` … */
export function uploadIdOf(name: string): string | undefined {
  return /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(\.[a-z.]+)?$/.exec(name)?.[1]
}
