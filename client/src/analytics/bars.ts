/** More bars would not be readable; the table has all. */
export const BARS_MAX = 8

/** A name that fits beside a bar. */
export const shorten = (name: string): string => (name.length > 16 ? `${name.slice(0, 15)}…` : name)
