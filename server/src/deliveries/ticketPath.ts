import { isStaffRole } from '../platform/database/identity.ts'
import type { Recipient } from './channels.ts'

/** The page where this person reads a ticket, or else their requests. */
export function ticketPath({ role }: Pick<Recipient, 'role'>, number: string | null): string {
  const home = isStaffRole(role) ? '/admin' : role === 'seller' ? '/seller/chat' : '/dashboard/chat'
  if (number === null) return isStaffRole(role) ? '/admin/requests' : home
  return `${home}?ticket=${encodeURIComponent(number)}`
}
