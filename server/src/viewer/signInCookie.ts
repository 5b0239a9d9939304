import { createHmac, timingSafeEqual } from 'node:crypto'

/** How better-auth signs its cookies; checking one here spares the hot path a full getSession. */
export interface CookieSigning {
  /** The sign-in cookie's name, `__Secure-` prefix and all. */
  name: string
  secret: string
}

/** The sign-in token in a Cookie header, or undefined when there is none or its signature is not ours. */
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
    // A malformed percent escape: not a cookie that we set.
    return undefined
  }
}
