const MINUTE_MS = 60_000

/** How many minutes the clocks of a time zone are ahead of UTC at a moment. */
const offsetOf = (timeZone: string | undefined, at: Date): number => {
  // The parts that a clock there shows, in a calendar and digits that can be computed with.
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'))
  return Math.round((shown - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS) / MINUTE_MS)
}

/**
 * What clocks in a time zone show, and how many hours they are ahead of those of this browser (behind: less than 0).
 * Undefined for a zone that this browser does not know.
 */
export const localTime = (
  timeZone: string,
  at: Date,
  locale: string,
  own?: string,
): { time: string; ahead: number } | undefined => {
  try {
    const time = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' }).format(at)
    return { time, ahead: (offsetOf(timeZone, at) - offsetOf(own, at)) / 60 }
  } catch {
    return undefined
  }
}

/** A language (`de-AT`) by its name; undefined for one that this browser does not know. */
export const languageName = (language: string, locale: string): string | undefined => {
  try {
    return new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(language)
  } catch {
    return undefined
  }
}
