import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { Upload } from '@tus/server'
import type { Blobs } from '../../platform/files/blobs.ts'

interface Part {
  file: string
  part: 'file' | 'preview'
  data: string
}

/** Writes the files of an import, part by part, in the order in which they come. */
export class FileWriter {
  private current: { id: string; part: string; bytes: PassThrough; written: Promise<unknown> } | undefined

  constructor(private readonly blobs: Blobs) {}

  async add({ file: id, part, data }: Part): Promise<void> {
    if (this.current?.id !== id || this.current.part !== part) await this.begin(id, part)
    const { bytes } = this.current!
    if (!bytes.write(Buffer.from(data, 'base64'))) await Promise.race([once(bytes, 'drain'), this.current!.written])
  }

  /** Ends the last file. */
  async end(): Promise<void> {
    this.current?.bytes.end()
    await this.current?.written
    this.current = undefined
  }

  private async begin(id: string, part: 'file' | 'preview'): Promise<void> {
    await this.end()
    const bytes = new PassThrough()
    const written = part === 'file' ? this.store(id, bytes) : this.storePreview(id, bytes)
    // Awaited by `end`; a failure before that is not unhandled.
    written.catch(() => {})
    this.current = { id, part, bytes, written }
  }

  private async store(id: string, bytes: PassThrough): Promise<void> {
    await this.blobs.uploads.create(new Upload({ id, offset: 0, metadata: {} }))
    await this.blobs.uploads.write(bytes, id, 0)
  }

  private async storePreview(id: string, bytes: PassThrough): Promise<void> {
    await this.blobs.putPreview(id, Buffer.concat(await bytes.toArray()))
  }
}
