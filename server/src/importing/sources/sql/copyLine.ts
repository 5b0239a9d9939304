const LETTERS: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|([^]))/g

/** The fields of a line of COPY's text format: bytes as latin1 text, or null. */
export function fieldsOf(line: string): (string | null)[] {
  return line.split('\t').map((field) => (field === '\\N' ? null : unescaped(field)))
}

function unescaped(field: string): string {
  if (!field.includes('\\')) return field
  return field.replace(ESCAPE, (_all, octal?: string, hex?: string, letter?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    return LETTERS[letter!] ?? letter!
  })
}
