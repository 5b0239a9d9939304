/** The locale of all that is formatted, such as `de-AT`. Set before the page is shown, and when the language changes. */
let locale = 'en-US'
let formats = new Map<string, Intl.DateTimeFormat>()

export const currentLocale = (): string => locale

export const setCurrentLocale = (to: string): void => {
  locale = to
  formats = new Map()
}

/** The format of dates in the current locale; kept, because making one takes a while. */
export const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, known)
  return known
}

/** Texts as a list: "a, b, and c". */
export const listOf = (texts: readonly string[], options: Intl.ListFormatOptions = {}): string =>
  new Intl.ListFormat(locale, options).format(texts)
