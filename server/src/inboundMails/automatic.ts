import type { InboundReason } from '../generated/prisma/client.ts'
import { headerValues, type ParsedMail } from './parseMail.ts'

/** More hops than this indicate a loop between mail servers. */
const HOPS_MAX = 50

/** The desk's own names in mails. */
export interface DeskNames {
  domain: string
  /** Addresses that the desk itself sends from or receives at. */
  addresses: readonly string[]
}

/**
 * Why a mail was not written by a person to the desk, or null: bounces, automatic replies, mailing lists and the desk's own mails never
 * become messages, so that two machines cannot answer each other forever (RFC 3834).
 */
export function automaticReason(
  mail: Pick<ParsedMail, 'from' | 'headers' | 'messageId'>,
  envelopeSender: string | null,
  desk: DeskNames,
): InboundReason | null {
  const values = (name: string) => headerValues(mail, name).map((value) => value.trim().toLowerCase())
  const some = (name: string, pattern: RegExp) => values(name).some((value) => pattern.test(value))
  if (isLoop(mail, values, desk)) return 'loop'
  if (
    some('content-type', /^multipart\/report\b/) ||
    values('x-failed-recipients').length > 0 ||
    /^(mailer-daemon|postmaster)@/i.test(mail.from?.address ?? '')
  )
    return 'bounce'
  if (
    some('auto-submitted', /^(?!no\b)./) ||
    some('precedence', /^auto_reply\b/) ||
    some('x-auto-response-suppress', /\b(all|oof|autoreply)\b/) ||
    ['x-autoreply', 'x-autorespond', 'x-autoreply-from'].some((name) => some(name, /^(?!no\b)./))
  )
    return 'auto_reply'
  if (
    some('precedence', /^(bulk|junk|list)\b/) ||
    ['list-id', 'list-post', 'list-unsubscribe'].some((name) => values(name).length > 0)
  )
    return 'mailing_list'
  // Only machines send without a return address, and replies to them are forbidden (RFC 5321, 4.5.5).
  return envelopeSender === '' || values('return-path').includes('<>') ? 'bounce' : null
}

function isLoop(
  { from, messageId }: Pick<ParsedMail, 'from' | 'messageId'>,
  values: (name: string) => string[],
  { domain, addresses }: DeskNames,
): boolean {
  const sender = from?.address.toLowerCase() ?? ''
  const id = messageId?.toLowerCase() ?? ''
  const atDomain = `@${domain}`
  return (
    values('x-loop').some((value) => value.includes(domain)) ||
    (id.startsWith('<parley.') && id.endsWith(`${atDomain}>`)) ||
    // Colleagues may have addresses in the same domain, so the domain alone is not sufficient.
    (sender.startsWith('reply+') && sender.endsWith(atDomain)) ||
    addresses.includes(sender) ||
    values('received').length > HOPS_MAX
  )
}
