import { parseGlobalId } from '../graphql/globalId.ts'
import { isUuid } from '../platform/database/identity.ts'
import { UserError } from '../platform/userError.ts'
import type { Limits } from './limits.ts'

/**
 * The uploads of a message without duplicates, given as global ids of Attachment or as UUIDs of uploads. Throws VALIDATION.
 */
export function attachmentIdsOf(ids: readonly string[] | null | undefined, { messageFiles }: Limits): string[] {
  if (!ids) return []
  if (ids.length > messageFiles)
    throw new UserError('VALIDATION', `A message can have at most ${messageFiles} files.`, ['input', 'attachmentIds'])
  return [...new Set(ids.map(uploadId))]
}

function uploadId(id: string): string {
  const parsed = parseGlobalId(id)
  const key = parsed?.type === 'Attachment' ? parsed.key : id
  if (!isUuid(key)) throw new UserError('NOT_FOUND', 'The upload does not exist.', ['input', 'attachmentIds'])
  return key.toLowerCase()
}
