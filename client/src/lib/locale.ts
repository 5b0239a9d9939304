/** The locale of all that is formatted, such as `de-AT`. Set before the page is shown, and when the language changes. */
let locale = 'en-US'
let formats = new Map<string, Intl.DateTimeFormat>()
let lists = new Map<string, Intl.ListFormat>()
let numbers = new Intl.NumberFormat(locale)

export const currentLocale = (): string => locale

export const setCurrentLocale = (to: string): void => {
  locale = to
  formats = new Map()
  lists = new Map()
  numbers = new Intl.NumberFormat(to)
}

/** The format of dates in the current locale; kept, because making one takes a while. */
export const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, known)
  return known
}

/** A number in the current locale: "41,909". */
export const formatNumber = (value: number): string => numbers.format(value)

/** Texts as a list: "a, b, and c"; of the type `unit`, "a, b, c". */
export const listOf = (texts: readonly string[], { type = 'conjunction' }: Intl.ListFormatOptions = {}): string => {
  const known = lists.get(type) ?? new Intl.ListFormat(locale, { type })
  lists.set(type, known)
  return known.format(texts)
}
