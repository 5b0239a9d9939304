import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { UploadError } from '../platform/files/blobs.ts'
import { cleanName } from './fileName.ts'
import { type Limits, UNATTACHED_MAX } from './limits.ts'
import { isDuration } from './media.ts'
import { checkDay, checkSize, lockDayAndCount } from './reserve.ts'

/** The accepted Upload-Metadata of tus; it is trusted only where unavoidable. */
export type Metadata = Record<string, string | null>

/** The largest width or height accepted from a client, in pixels. */
const SIDE_MAX = 32_767
/** The largest number of pages accepted from a client. */
const PAGES_MAX = 1_000_000

const insert = statement(`
  INSERT INTO attachments (id, owner_id, recording, file_name, size, width, height, duration_seconds, pages)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)

/**
 * Records a new upload of the operation's person. `size` is undefined if it is not known yet. Throws an UploadError with the
 * code of the exceeded limit.
 */
export async function createUpload(
  id: string,
  size: number | undefined,
  metadata: Metadata,
  limits: Limits,
): Promise<void> {
  checkSize(size, limits)
  const { userId } = currentOperation().identity
  const used = await lockDayAndCount()
  if (used.unattached >= UNATTACHED_MAX)
    throw new UploadError(
      429,
      'RATE_LIMITED',
      `${UNATTACHED_MAX} uploads have not been sent yet. Send or remove some first.`,
    )
  checkDay(used.bytes + Math.max(1, size ?? 0), limits)
  const number = (key: string) => numberOf(metadata[key])
  const [width, height, duration, pages] = [number('width'), number('height'), number('duration'), number('pages')]
  await insert.rows(
    id,
    userId,
    metadata['kind'] === 'recording',
    cleanName(metadata['filename'] ?? metadata['name'] ?? ''),
    size ?? 0,
    isSide(width) && isSide(height) ? width : null,
    isSide(width) && isSide(height) ? height : null,
    isDuration(duration) ? duration : null,
    isPages(pages) ? pages : null,
  )
}

function numberOf(text: string | null | undefined): number | undefined {
  return text && /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined
}

function isSide(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0 && value <= SIDE_MAX
}

function isPages(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0 && value <= PAGES_MAX
}
