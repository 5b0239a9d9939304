import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import type { Identity } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { createUpload } from './createUpload.ts'
import type { FilesDeps } from './files.ts'
import { lookAt, markReady } from './finishUpload.ts'
import { readAttachment } from './reads.ts'

/** Stores a file for a person without HTTP, in the same steps as an upload; returns the id to attach it by. */
export async function storeFile(
  deps: FilesDeps,
  identity: Identity,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<string> {
  const { pools, blobs, limits } = deps
  const id = randomUUID()
  const metadata = { filename: name }
  await asIdentity(pools, identity, 'write', () => createUpload(id, bytes.length, metadata, limits))
  await blobs.uploads.create(new Upload({ id, size: bytes.length, offset: 0, metadata }))
  await blobs.uploads.write(Readable.from([bytes]), id, 0)
  const upload = (await asIdentity(pools, identity, 'read', () => readAttachment(id)))!
  const facts = await lookAt(upload, bytes.length, deps)
  await asIdentity(pools, identity, 'write', () => markReady(facts))
  return id
}
