import { isUuid } from './database/identity.ts'
import { UserError } from './userError.ts'

/** The UUID that a client generated for what it creates, in lower case. Throws VALIDATION for anything else. */
export function checkedClientId(clientId: string): string {
  if (!isUuid(clientId)) throw new UserError('VALIDATION', '`clientId` must be a UUID.', ['input', 'clientId'])
  return clientId.toLowerCase()
}
