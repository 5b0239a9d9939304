import { domainToASCII, domainToUnicode } from 'node:url'

/** The maximum length of an address, in characters, as accepted by mail servers (RFC 5321). */
const EMAIL_MAX = 254
const LOCAL_MAX = 64
// Dots may be anywhere: Japanese carriers issued addresses like taro..x@ and taro.@ for years.
const LOCAL = /^[^\s\p{C}@<>()[\]",;:\\]+$/u
// domainToASCII stops at these characters, or decodes them.
const NOT_IN_DOMAIN = /[\s\p{C}/?#%:@[\]\\]/u
const DOMAIN = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,62}$/

/**
 * The normalised form in which an email address is stored and compared: lower case, the domain in ASCII (Punycode). Undefined
 * if it is not an address. All code that creates, invites or looks up people by address uses this.
 */
export function normalizeEmail(text: string): string | undefined {
  const trimmed = text.trim().normalize('NFC')
  const at = trimmed.lastIndexOf('@')
  const local = trimmed.slice(0, at).toLowerCase()
  const domain = NOT_IN_DOMAIN.test(trimmed.slice(at + 1))
    ? ''
    : domainToASCII(trimmed.slice(at + 1)).replace(/\.$/, '')
  if (at < 1 || local.length > LOCAL_MAX || !LOCAL.test(local) || !DOMAIN.test(domain)) return undefined
  const email = `${local}@${domain}`
  return email.length > EMAIL_MAX ? undefined : email
}

/**
 * Every form in which this address may be stored: the current form first, then the forms that earlier versions stored as
 * typed.
 */
export function emailForms(text: string): string[] {
  const typed = text.trim().toLowerCase()
  const email = normalizeEmail(text)
  if (!email) return [typed]
  const [local, domain] = email.split('@') as [string, string]
  return [...new Set([email, `${local}@${domainToUnicode(domain)}`, typed])]
}
