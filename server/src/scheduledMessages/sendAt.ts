import { UserError } from '../platform/userError.ts'

const YEAR_MS = 366 * 24 * 3_600_000

/** Checks when a message is to be sent: in the future, and within a year. */
export function checkedSendAt(sendAt: Date): Date {
  const fromNow = sendAt.getTime() - Date.now()
  if (fromNow <= 0) throw new UserError('VALIDATION', 'Choose a time in the future.', ['input', 'sendAt'])
  if (fromNow > YEAR_MS) throw new UserError('VALIDATION', 'Choose a time within a year.', ['input', 'sendAt'])
  return sendAt
}
