/** Reads a remembered preference; storage may be refused, or hold anything. */
export const recall = <T>(key: string, fallback: T, isValid: (value: unknown) => value is T): T => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`parley.${key}`) ?? 'null')
    return isValid(value) ? value : fallback
  } catch {
    return fallback
  }
}

/** Remembers a preference on this device. */
export const remember = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(`parley.${key}`, JSON.stringify(value))
  } catch {
    // Storage is unavailable: it lasts as long as the page.
  }
}
