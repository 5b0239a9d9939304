import path from 'node:path'
import type { Env } from '../env.ts'
import { NodeLocks } from '../platform/database/nodeLocks.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { Blobs } from '../platform/files/blobs.ts'
import { openDiskBlobs } from '../platform/files/diskBlobs.ts'
import { RunningHashes } from '../platform/files/runningHashes.ts'
import { UploadLocks } from '../platform/files/uploadLocks.ts'
import type { Logger } from '../platform/log.ts'
import { type Limits, limitsOf } from './limits.ts'
import { type FileLinks, fileLinks } from './links.ts'

/** Everything that the file code depends on. */
export interface FilesDeps {
  pools: Pools
  blobs: Blobs
  hashes: RunningHashes
  locker: UploadLocks
  limits: Limits
  links: FileLinks
  log: Logger
}

/** The part of a server that stores files. */
export interface Files extends FilesDeps {
  close(): Promise<void>
}

/** Opens the store configured in the environment. */
export async function openFiles(options: {
  env: Env
  pools: Pools
  key: Buffer
  log: Logger
  /** The locks shared between nodes; without them, this node is assumed to be the only one. */
  locksUrl?: string | undefined
  now?: (() => number) | undefined
  /** Wraps the store, for tests of its failures. */
  wrap?: ((blobs: Blobs) => Blobs) | undefined
}): Promise<Files> {
  const { env, pools, key, log, locksUrl, now, wrap = (blobs) => blobs } = options
  const hashes = new RunningHashes()
  const blobs = wrap(await openBlobs(env, hashes))
  const nodes = locksUrl === undefined ? undefined : new NodeLocks(locksUrl, log)
  const locker = new UploadLocks(nodes)
  const files = { pools, blobs, hashes, locker, limits: limitsOf(env), links: fileLinks(key, now), log }
  return {
    ...files,
    close: async () => {
      await nodes?.close()
      await blobs.close()
    },
  }
}

/** Opens the store of the environment alone, without uploads. */
export async function openBlobs(env: Env, hashes: RunningHashes): Promise<Blobs> {
  const {
    S3_BUCKET: bucket,
    S3_PREFIX: prefix,
    S3_REGION: region,
    S3_ENDPOINT: endpoint,
    FILE_MAX_BYTES: largest,
  } = env
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (!bucket) return openDiskBlobs(path.join(env.DATA_DIR, 'files'), hashes)
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined
  // Amazon's client needs time and memory, so it is only loaded if configured.
  const { openS3Blobs } = await import('../platform/files/s3Blobs.ts')
  return openS3Blobs({ bucket, prefix, region, endpoint, credentials, largest }, hashes)
}
