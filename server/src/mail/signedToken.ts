import { createHmac, timingSafeEqual } from 'node:crypto'

/** A JSON value and its signature, for links in mails. A token is valid only for the purpose that it was made for. */
export function sealToken(payload: unknown, key: Buffer, purpose = ''): string {
  const text = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${text}.${sign(text, key, purpose)}`
}

/** The value in a token; null if its signature is wrong. */
export function openToken(token: string, key: Buffer, purpose = ''): unknown {
  const [text = '', signature = ''] = token.split('.')
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(text, key, purpose))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return JSON.parse(Buffer.from(text, 'base64url').toString())
}

// Payloads are base64url, so that none begins like one with a purpose.
const sign = (text: string, key: Buffer, purpose: string): string =>
  createHmac('sha256', key)
    .update(purpose === '' ? text : `${purpose}:${text}`)
    .digest('base64url')
