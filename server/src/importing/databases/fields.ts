import type { SourceRow } from '../sources/sourceRow.ts'

/** The values of a row under the names that an import uses, whatever the source calls the columns. */
export class Fields<Column extends string> {
  constructor(
    private readonly row: SourceRow,
    private readonly columns: Readonly<Record<Column, readonly string[]>>,
  ) {}

  /** The first value that is not empty; null if there is none. */
  text(column: Column): string | null {
    for (const name of this.columns[column]) {
      const value = this.row.values[name]
      if (value != null && value.trim() !== '') return value.trim()
    }
    return null
  }

  /** The first value that is not null, unchanged. */
  verbatim(column: Column): string {
    for (const name of this.columns[column]) {
      const value = this.row.values[name]
      if (value != null) return value
    }
    return ''
  }

  /** Whether the source has such a column. */
  has(column: Column): boolean {
    return this.columns[column].some((name) => name in this.row.values)
  }

  /** Undefined if the source has no value. */
  flag(column: Column): boolean | undefined {
    const text = this.text(column)
    return text === null ? undefined : /^(t|true|1|y|yes|on)$/i.test(text)
  }

  /** An array of PostgreSQL or JSON, or a list with commas. */
  list(column: Column): string[] {
    const text = this.text(column)
    return text === null ? [] : listOf(text)
  }

  /** A text from a JSON object: the first of these keys that has one. */
  inJson(column: Column, keys: readonly string[]): string | null {
    const value = parsed(this.text(column))
    if (typeof value !== 'object' || value === null) return null
    const found = keys.map((key) => (value as Record<string, unknown>)[key]).find(isFilled)
    return found?.trim() ?? null
  }
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

const ITEM = /\s*(?:"((?:[^"\\]|\\[^])*)"|([^,{}"]*))\s*(?:,|$)/y

function listOf(text: string): string[] {
  const json = parsed(text)
  if (Array.isArray(json)) return json.filter(isFilled)
  const inside = /^\{([^]*)\}$/.exec(text)?.[1] ?? text
  const items: string[] = []
  ITEM.lastIndex = 0
  while (ITEM.lastIndex < inside.length) {
    const found = ITEM.exec(inside)
    if (!found) return [...items, text]
    const item = found[1]?.replace(/\\([^])/g, '$1') ?? found[2]!.trim()
    if (item !== '' && !(found[1] === undefined && item === 'NULL')) items.push(item)
  }
  return items
}
