import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import type { FilesDeps } from '../../attachments/files.ts'
import { lookAt, type Facts } from '../../attachments/finishUpload.ts'

/** What is known of a stored file, as an attachment's row has it. */
export type StoredFile = Pick<
  Facts,
  'id' | 'fileName' | 'contentType' | 'size' | 'sha256' | 'width' | 'height' | 'durationSeconds' | 'preview'
>

/** Stores the bytes of imported files. If their row is never written, they are collected like any upload without one. */
export class FileStore {
  constructor(private readonly files: FilesDeps) {}

  /** The maximum size of a file, in bytes. */
  get maxBytes(): number {
    return this.files.limits.fileBytes
  }

  /** Stores a file, and examines it as an upload is. `fileName` is a clean name. */
  async store(fileName: string, size: number, bytes: Readable): Promise<StoredFile> {
    const id = randomUUID()
    const { uploads } = this.files.blobs
    await uploads.create(new Upload({ id, size, offset: 0, metadata: { filename: fileName } }))
    const written = await uploads.write(bytes, id, 0)
    if (written !== size) throw new Error(`has ${written} bytes instead of ${size}`)
    const unknown = { width: null, height: null, durationSeconds: null, pages: null }
    return lookAt({ id, fileName, ...unknown }, size, this.files)
  }
}
