import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileStore, type Configstore } from '@tus/file-store'
import type { Upload } from '@tus/server'
import { type Blobs, MissingBlobError, patchFile, storageFull, uploadIdOf } from './blobs.ts'
import type { RunningHashes } from './runningHashes.ts'

/** Stores files in a folder: `<id>` the bytes, `<id>.json` the tus metadata of an upload, `<id>.preview` its preview. */
export async function openDiskBlobs(folder: string, hashes: RunningHashes): Promise<Blobs> {
  await mkdir(folder, { recursive: true })
  const at = (id: string, suffix = '') => path.join(folder, `${id}${suffix}`)
  const pathOf = (id: string, what: 'file' | 'preview') => at(id, what === 'preview' ? '.preview' : '')
  return {
    uploads: new DiskUploads(folder, hashes),
    read: async (id, what, range) => {
      const file = pathOf(id, what)
      await stat(file).catch(missing)
      return createReadStream(file, range)
    },
    size: (id, what) =>
      stat(pathOf(id, what)).then(
        ({ size }) => size,
        () => undefined,
      ),
    putPreview: (id, data) => writeWhole(at(id, '.preview'), data),
    patch: (id, patches) => patchFile(at(id), patches),
    remove: async (id) => {
      hashes.drop(id)
      // The metadata is removed last: an interrupted removal is found and continued later.
      for (const suffix of ['.preview', '', '.json']) await rm(at(id, suffix), { force: true })
    },
    list: () => listFolder(folder),
    withPath: async (id, work) => work(at(id)),
    close: async () => {},
  }
}

/** tus's file store, which reports a full disk as such and computes a hash during the upload. */
class DiskUploads extends FileStore {
  readonly #hashes: RunningHashes

  constructor(directory: string, hashes: RunningHashes) {
    super({ directory, configstore: new WholeConfigs(directory) })
    // Uploads are expired after a day by the collection, which knows which of them are attached.
    this.extensions = ['creation', 'creation-with-upload', 'creation-defer-length', 'termination']
    this.#hashes = hashes
  }

  override async create(upload: Upload): Promise<Upload> {
    try {
      return await super.create(upload)
    } catch (error) {
      throw isFull(error) ? storageFull() : error
    }
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(path.join(this.directory, id), { flags: 'r+', start: offset })
    try {
      await pipeline(readable, this.#hashes.through(id, offset), file)
    } catch (error) {
      this.#hashes.drop(id)
      throw isFull(error) ? storageFull() : error
    }
    this.#hashes.kept(id, offset + file.bytesWritten)
    return offset + file.bytesWritten
  }

  override async declareUploadLength(id: string, length: number): Promise<void> {
    try {
      await super.declareUploadLength(id, length)
    } catch (error) {
      throw isFull(error) ? storageFull() : error
    }
  }
}

/** The tus metadata of uploads, written so that a crash or a full disk leaves the old or the new version, never a partial one. */
class WholeConfigs implements Configstore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async get(id: string): Promise<Upload | undefined> {
    if (uploadIdOf(id) !== id) return undefined
    const text = await readFile(path.join(this.#folder, `${id}.json`), 'utf8').catch(() => undefined)
    return text === undefined ? undefined : (JSON.parse(text) as Upload)
  }

  set(id: string, upload: Upload): Promise<void> {
    return writeWhole(path.join(this.#folder, `${id}.json`), Buffer.from(JSON.stringify(upload)))
  }

  delete(id: string): Promise<void> {
    return rm(path.join(this.#folder, `${id}.json`), { force: true })
  }
}

async function writeWhole(file: string, data: Buffer): Promise<void> {
  const half = `${file}.half`
  try {
    await writeFile(half, data)
    await rename(half, file)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

async function* listFolder(folder: string): AsyncGenerator<{ id: string; changedAt: Date }> {
  const seen = new Set<string>()
  for await (const { name } of await opendir(folder)) {
    const id = uploadIdOf(name)
    if (!id || seen.has(id)) continue
    seen.add(id)
    const found = await stat(path.join(folder, name)).catch(() => undefined)
    if (found) yield { id, changedAt: found.mtime }
  }
}

function missing(): never {
  throw new MissingBlobError('The file is not in the store.')
}

function isFull(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
}
