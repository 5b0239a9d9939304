import { createHmac, timingSafeEqual } from 'node:crypto'

/** Verifies cookies in the format that better-auth signs; doing it here avoids a full getSession on the hot path. */
export interface CookieSigning {
  /** The sign-in cookie's name, including the `__Secure-` prefix. */
  name: string
  secret: string
}

/** The sign-in token in a Cookie header, or undefined if it is missing or its signature is invalid. */
export function signInToken(cookieHeader: string, { name, secret }: CookieSigning): string | undefined {
  const value = cookieValue(cookieHeader, name)
  const dot = value?.lastIndexOf('.') ?? -1
  if (value === undefined || dot < 1) return undefined
  const token = value.slice(0, dot)
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

function cookieValue(header: string, name: string): string | undefined {
  const pair = header.split(';').find((part) => part.trimStart().startsWith(`${name}=`))
  if (pair === undefined) return undefined
  try {
    return decodeURIComponent(pair.slice(pair.indexOf('=') + 1).trim())
  } catch {
    // A malformed percent escape: not a cookie that the desk has set.
    return undefined
  }
}
