import { buffer } from 'node:stream/consumers'
import { DESK } from '../../platform/database/identity.ts'
import { asIdentity } from '../../platform/database/operation.ts'
import { statement } from '../../platform/database/statement.ts'
import type { FilesDeps } from '../files.ts'
import { locationPatches, mayHaveLocation } from './location.ts'
import { Source } from './source.ts'

const setting = statement<{ remove: boolean }>('SELECT remove_location AS remove FROM desk_settings')

/**
 * Removes the location from a complete upload, if the desk is configured to and the file has one. Returns whether the bytes
 * have changed; the length never changes.
 */
export async function removeLocation(
  { id, contentType, size }: { id: string; contentType: string; size: number },
  { blobs, pools }: Pick<FilesDeps, 'blobs' | 'pools'>,
): Promise<boolean> {
  if (!mayHaveLocation(contentType)) return false
  // Only staff can read the setting, and the file may be a buyer's.
  const row = await asIdentity(pools, DESK, 'read', () => setting.first())
  if (!row?.remove) return false
  const source = new Source(size, async (start, end) => buffer(await blobs.read(id, 'file', { start, end })))
  const patches = await locationPatches(contentType, source)
  if (patches.length === 0) return false
  await blobs.patch(id, patches)
  return true
}
