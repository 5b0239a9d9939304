import { createHmac, timingSafeEqual } from 'node:crypto'

/** The minimum validity of links, in seconds: long enough to watch a recording to its end. */
const HOLDS_S = 3_600
/** Links made within this interval are identical, so that browsers can cache files: in seconds. */
const SAME_FOR_S = 600

/** The file itself, or its preview. */
export type LinkedPart = 'file' | 'preview'

/** Makes and verifies the short-lived links to files. */
export interface FileLinks {
  make(id: string, part: LinkedPart, name: string): string
  /** Whether a link was made by this desk and is still valid. */
  check(id: string, part: LinkedPart, query: URLSearchParams): 'valid' | 'expired' | 'forged'
}

/**
 * A link is the same for everyone and grants no access by itself. A viewer must be signed in and allowed to read the message
 * at that time; the signature only limits its lifetime. So frames of live feeds can be shared between all staff.
 */
export function fileLinks(key: Buffer, now: () => number = Date.now): FileLinks {
  const sign = (id: string, part: LinkedPart, until: string) =>
    createHmac('sha256', key).update(`${id} ${part} ${until}`).digest().subarray(0, 16)

  return {
    make: (id, part, name) => {
      const until = ((Math.floor(now() / 1_000 / SAME_FOR_S) + 1) * SAME_FOR_S + HOLDS_S).toString(36)
      const file = encodeURIComponent(part === 'preview' ? 'preview.webp' : name)
      const path = part === 'preview' ? `${id}/preview/${file}` : `${id}/${file}`
      return `/files/${path}?until=${until}&sig=${sign(id, part, until).toString('base64url')}`
    },
    check: (id, part, query) => {
      const until = query.get('until') ?? ''
      const given = Buffer.from(query.get('sig') ?? '', 'base64url')
      const right = sign(id, part, until)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return 'forged'
      return Number.parseInt(until, 36) * 1_000 < now() ? 'expired' : 'valid'
    },
  }
}
