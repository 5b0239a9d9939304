/** The locale of all that is formatted, such as `de-AT`. Set before the page is shown, and when the language changes. */
let locale = 'en-US'

export const currentLocale = (): string => locale

export const setCurrentLocale = (to: string): void => {
  locale = to
}

/** Formats of one kind in the current locale, by their options; kept, because making one takes a while. */
const kept = <Options, Format>(make: (locale: string, options: Options) => Format): ((options: Options) => Format) => {
  let formats = new Map<string, Format>()
  let madeFor = locale
  return (options) => {
    if (madeFor !== locale) formats = new Map()
    madeFor = locale
    const key = JSON.stringify(options)
    const known = formats.get(key) ?? make(locale, options)
    formats.set(key, known)
    return known
  }
}

export const dateFormat = kept((to, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(to, options))

export const numberFormat = kept((to, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(to, options))

const listFormat = kept((to, options: Intl.ListFormatOptions) => new Intl.ListFormat(to, options))

const PLAIN = {}

/** A number in the current locale: "41,909". */
export const formatNumber = (value: number): string => numberFormat(PLAIN).format(value)

/** Texts as a list: "a, b, and c"; of the type `unit`, "a, b, c". */
export const listOf = (texts: readonly string[], { type = 'conjunction' }: Intl.ListFormatOptions = {}): string => {
  return listFormat({ type }).format(texts)
}
