import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Audience } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'

/** The length of the signature in bytes: 96 bits, so that prefix and token fit into the 64 characters of a local part. */
const SIGNATURE_BYTES = 12
const TOKEN = /^reply\+([0-9a-f]{32})([0-9a-f]{24})$/

/** Creates and verifies the reply addresses of notifications. */
export interface ReplyAddresses {
  /** The address under which a mail from this person becomes a message to this audience in this ticket. */
  replyAddressFor(ticketId: string, userId: string, audience: Audience): string
  /** The person and ticket of an address; null for every other address. Runs in an operation that can see the ticket. */
  recipientOf(address: string): Promise<Recipient | null>
  /** Whether the address has the form of a reply address of this desk; its signature is not checked. */
  hasReplyForm(address: string): boolean
}

/** What a reply address was made for. */
export interface Recipient {
  ticketId: string
  userId: string
  audience: Audience
}

/** To everyone first: most addresses. */
const AUDIENCES: readonly Audience[] = ['participants', 'requester', 'shop', 'staff']

// Those for whom an address may have been made and who may still write: the requester, the participants, the people of the shop and staff.
const candidates = statement<{ id: string }>(`
  SELECT requester_id AS id FROM support_tickets WHERE id = $1
  UNION SELECT unnest(participant_ids) FROM support_tickets WHERE id = $1
  UNION SELECT m.user_id FROM support_tickets t JOIN shop_members m ON m.shop_id = t.seller_id
    WHERE t.id = $1 AND t.shop_access <> 'none' AND m.removed_at IS NULL
  UNION SELECT u.id FROM users u WHERE u.role IN ('agent', 'admin') AND EXISTS (SELECT FROM support_tickets WHERE id = $1)`)

/**
 * Reply addresses under `domain`: `reply+<token>@<domain>`. The token is the ticket's id and an HMAC over ticket and person, in lower-case
 * hexadecimal digits because some mail servers change the case. It contains nothing about the person: whose it is, and to which audience it
 * writes, follows from comparing the signatures of those who could have one.
 */
export function replyAddresses(key: Buffer, domain: string): ReplyAddresses {
  // Without an audience, as always, for messages to everyone.
  const sign = (ticketId: string, userId: string, audience: Audience) =>
    createHmac('sha256', key)
      .update([ticketId, userId, ...(audience === 'participants' ? [] : [audience])].join(' '))
      .digest()
      .subarray(0, SIGNATURE_BYTES)
  const tokenIn = (address: string) => {
    const at = address.lastIndexOf('@')
    return address.slice(at + 1).toLowerCase() === domain ? TOKEN.exec(address.slice(0, at).toLowerCase()) : null
  }
  return {
    replyAddressFor: (ticketId, userId, audience) =>
      `reply+${ticketId.replaceAll('-', '')}${sign(ticketId, userId, audience).toString('hex')}@${domain}`,
    recipientOf: async (address) => {
      const token = tokenIn(address)
      if (!token) return null
      const [, ticket, signature] = token as unknown as [string, string, string]
      const ticketId = ticket.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      const given = Buffer.from(signature, 'hex')
      const people = await candidates.rows(ticketId)
      for (const audience of AUDIENCES) {
        const person = people.find(({ id }) => timingSafeEqual(sign(ticketId, id, audience), given))
        if (person) return { ticketId, userId: person.id, audience }
      }
      return null
    },
    hasReplyForm: (address) => {
      const at = address.lastIndexOf('@')
      return address.slice(at + 1).toLowerCase() === domain && /^reply\+/i.test(address)
    },
  }
}
