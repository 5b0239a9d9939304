/** How long a file may take to tell its length, in milliseconds. */
const MEDIA_MS = 5_000

/** How long a sound or a film lasts, in seconds; undefined where the file does not say. */
export async function durationOf(path: string): Promise<number | undefined> {
  // Large: loaded with the first sound or film, and before its time runs.
  const { parseFile } = await import('music-metadata')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), MEDIA_MS)))
  const read = parseFile(path, { duration: false, skipCovers: true, skipPostHeaders: true })
    .then(({ format }) => format.duration)
    .catch(() => undefined)
  const duration = await Promise.race([read, late])
  clearTimeout(timer)
  return isDuration(duration) ? duration : undefined
}

/** Whether a number can be a film's length in seconds. */
export function isDuration(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0 && value < 7 * 24 * 3_600
}
