import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { S3, type S3ClientConfig } from '@aws-sdk/client-s3'
import { Upload as MultipartUpload } from '@aws-sdk/lib-storage'
import { S3Store } from '@tus/s3-store'
import type { Upload } from '@tus/server'
import { type Blobs, MissingBlobError, patchFile, UploadError, uploadIdOf } from './blobs.ts'
import type { RunningHashes } from './runningHashes.ts'

/** The part size for rewriting a file, in bytes. */
const PART_BYTES = 16 * 1024 * 1024

/** The location of the bucket, and its credentials. */
interface S3Options {
  bucket: string
  /** The prefix of the names of all objects of this desk: `parley/`, or nothing if the bucket is its own. */
  prefix: string
  region: string
  /** The endpoint of a service other than Amazon's. */
  endpoint?: string | undefined
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined
  /** The largest upload, in bytes: the part size is chosen so that it fits. */
  largest: number
}

/**
 * Stores files in a bucket, under the desk's prefix: `<id>` the bytes, `<id>.info` and `<id>.part` tus's, `<id>.preview`
 * its preview. Older objects without a prefix are still read, and deleted with their row.
 */
export async function openS3Blobs(options: S3Options, hashes: RunningHashes): Promise<Blobs> {
  const { bucket, prefix, region, endpoint, credentials, largest } = options
  const config: S3ClientConfig = {
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // Not every S3-compatible service supports the checksums that Amazon's client adds by default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Errors are reported to the caller, which logs them.
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  }
  const s3 = new S3(config)
  const uploads = new S3Uploads({ ...config, bucket }, prefix, largest, hashes)
  const places = prefix === '' ? [''] : [prefix, '']
  const get = async (name: string, range?: { start: number; end: number }): Promise<Readable> => {
    const Range = range && `bytes=${range.start}-${range.end}`
    for (const place of places) {
      const found = await s3.getObject({ Bucket: bucket, Key: `${place}${name}`, Range }).catch(unlessMissing)
      if (found) return found.Body as Readable
    }
    throw new MissingBlobError('The file is not in the store.')
  }
  const withPath = async <T>(id: string, work: (path: string) => Promise<T>): Promise<T> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'parley-file-'))
    const file = path.join(folder, 'file')
    try {
      await pipeline(await get(id), createWriteStream(file))
      return await work(file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return {
    uploads,
    read: (id, what, range) => get(what === 'preview' ? `${id}.preview` : id, range),
    size: async (id, what) => {
      const name = what === 'preview' ? `${id}.preview` : id
      for (const place of places) {
        const found = await s3.headObject({ Bucket: bucket, Key: `${place}${name}` }).catch(() => undefined)
        if (found) return found.ContentLength
      }
      return undefined
    },
    putPreview: async (id, Body) => void (await s3.putObject({ Bucket: bucket, Key: `${prefix}${id}.preview`, Body })),
    remove: async (id) => {
      hashes.drop(id)
      for (const place of places) {
        const begun = await s3.listMultipartUploads({ Bucket: bucket, Prefix: `${place}${id}` })
        for (const { Key, UploadId } of begun.Uploads ?? [])
          await s3.abortMultipartUpload({ Bucket: bucket, Key, UploadId }).catch(unlessMissing)
        // The metadata is removed last: an interrupted removal is found and continued later.
        for (const suffix of ['.preview', '.part', '', '.info'])
          await s3.deleteObject({ Bucket: bucket, Key: `${place}${id}${suffix}` })
      }
    },
    list: () => listBucket(s3, bucket, prefix),
    patch: (id, patches) =>
      withPath(id, async (file) => {
        await patchFile(file, patches)
        const params = { Bucket: bucket, Key: `${prefix}${id}`, Body: createReadStream(file) }
        // Large files are written in parts: a single request is limited to five gigabytes.
        await new MultipartUpload({ client: s3, params, partSize: PART_BYTES, queueSize: 2 }).done()
      }),
    withPath,
    close: async () => {
      s3.destroy()
      uploads.client.destroy()
    },
  }
}

/** tus's store for S3, which reports its own failures as such and computes a hash during the upload. */
class S3Uploads extends S3Store {
  declare client: S3
  readonly #hashes: RunningHashes

  constructor(
    s3ClientConfig: S3ClientConfig & { bucket: string },
    prefix: string,
    largest: number,
    hashes: RunningHashes,
  ) {
    // Several nodes write to one bucket: data cached by one may have been changed by another.
    const cache = { get: async () => undefined, set: async () => {}, delete: async () => {} }
    super({ s3ClientConfig, cache, useTags: false, maxConcurrentPartUploads: 4 })
    this.extensions = ['creation', 'creation-with-upload', 'creation-defer-length', 'termination']
    // A recording of unknown length would otherwise be split into parts of half a gigabyte, each stored twice until it is full.
    this.maxUploadSize = largest as typeof this.maxUploadSize
    this.#hashes = hashes
    putUnder(this.client, prefix)
  }

  override create(upload: Upload): Promise<Upload> {
    return super.create(upload).catch(failed)
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const hashed = this.#hashes.through(id, offset)
    readable.once('error', (error) => hashed.destroy(error))
    try {
      const kept = await super.write(readable.pipe(hashed), id, offset)
      this.#hashes.kept(id, kept)
      return kept
    } catch (error) {
      this.#hashes.drop(id)
      return failed(error)
    }
  }

  override async getUpload(id: string): Promise<Upload> {
    try {
      const upload = await super.getUpload(id)
      const { size, offset } = upload
      // All parts are stored, but completing the upload failed: the next request for its offset completes it.
      if (size && offset === size && !(await this.#has(id))) await super.write(Readable.from([]), id, size)
      return upload
    } catch (error) {
      // tus's store would report any failure here as a missing upload, and clients would start again.
      const lost = (error as { status_code?: number }).status_code === 404 && (await this.#has(`${id}.info`))
      return failed(lost ? new Error('The upload exists but cannot be read.') : error)
    }
  }

  async #has(Key: string): Promise<boolean> {
    const found = this.client.headObject({ Bucket: this.bucket, Key }).then(() => true)
    return found.catch((error: Error) => (/^(NoSuchKey|NotFound)$/.test(error.name) ? false : failed(error)))
  }

  override declareUploadLength(id: string, length: number): Promise<void> {
    return super.declareUploadLength(id, length).catch(failed)
  }

  /** The collection removes the remaining data; this removes the parts. */
  override async remove(id: string): Promise<void> {
    await super.remove(id).catch(() => {})
  }
}

/** Makes a client add a prefix to object names: tus's store names objects after the uploads. */
function putUnder(client: S3, prefix: string): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { Key, Delete } = args.input as { Key?: string; Delete?: { Objects?: { Key?: string }[] } }
      const input = {
        ...args.input,
        ...(Key !== undefined && { Key: `${prefix}${Key}` }),
        ...(Delete && {
          Delete: { ...Delete, Objects: Delete.Objects?.map((one) => ({ Key: `${prefix}${one.Key}` })) },
        }),
      }
      return next({ ...args, input: input as typeof args.input })
    },
    { step: 'initialize', name: 'putUnder' },
  )
}

async function* listBucket(s3: S3, Bucket: string, Prefix: string): AsyncGenerator<{ id: string; changedAt: Date }> {
  const seen = new Set<string>()
  const found = function* (key = '', changedAt = new Date(0)) {
    // Never touch other objects in the bucket, nor objects in deeper folders.
    const id = key.startsWith(Prefix) ? uploadIdOf(key.slice(Prefix.length)) : undefined
    if (!id || seen.has(id)) return
    seen.add(id)
    yield { id, changedAt }
  }
  for (let token: string | undefined, more = true; more; more = token !== undefined) {
    const page = await s3.listObjectsV2({ Bucket, Prefix, ContinuationToken: token })
    for (const { Key, LastModified } of page.Contents ?? []) yield* found(Key, LastModified)
    token = page.NextContinuationToken
  }
  for (let marker: string | undefined, more = true; more; more = marker !== undefined) {
    const page = await s3.listMultipartUploads({ Bucket, Prefix, KeyMarker: marker })
    for (const { Key, Initiated } of page.Uploads ?? []) yield* found(Key, Initiated)
    marker = page.IsTruncated ? page.NextKeyMarker : undefined
  }
}

function failed(error: unknown): never {
  // tus's own errors have a status; all others are failures of the store.
  if ((error as { status_code?: number }).status_code !== undefined) throw error
  throw new UploadError(503, 'SERVICE_UNAVAILABLE', 'The file store cannot be reached right now. Try again shortly.')
}

/** Undefined for a missing object; other errors are thrown. */
function unlessMissing(error: Error): undefined {
  if (!/^(NoSuchKey|NoSuchUpload|NotFound)$/.test(error.name)) throw error
}
