/** Characters of text files besides letters and white space: form feed, end of file, escape (colours in logs). */
const LEGACY_CONTROLS = new Set([0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b])

/**
 * The charset of a text by its first bytes, or null if they are not text. `unknown-8bit` (RFC 1428) is any of the encodings
 * older than Unicode, which cannot be told apart.
 */
export function charsetOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | 'unknown-8bit' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return isText(head, 'utf-16le') ? 'utf-16le' : null
  if (head[0] === 0xfe && head[1] === 0xff) return isText(head, 'utf-16be') ? 'utf-16be' : null
  if (isText(head, 'utf-8')) return 'utf-8'
  if (isLegacy(head)) return 'unknown-8bit'
  // Without a byte order mark: binary data hardly ever decodes to assigned, printable characters only.
  for (const charset of ['utf-16le', 'utf-16be'] as const) if (isPlain(decode(head, charset))) return charset
  return null
}

function isText(head: Buffer, charset: string): boolean {
  return decode(head, charset)?.includes('\0') === false
}

function isPlain(text: string | undefined): boolean {
  return text !== undefined && text !== '' && !/(?![\t\n\f\r])[\p{Cc}\p{Cn}\p{Co}]/u.test(text)
}

function isLegacy(head: Buffer): boolean {
  return head.every((byte) => byte >= 0x20 || LEGACY_CONTROLS.has(byte)) && !head.includes(0x7f)
}

function decode(head: Buffer, charset: string): string | undefined {
  try {
    // The last character may be incomplete: `stream` accepts that.
    return new TextDecoder(charset, { fatal: true }).decode(head, { stream: true })
  } catch {
    return undefined
  }
}
