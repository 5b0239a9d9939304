/** The time limit for reading a file's duration, in milliseconds. */
const MEDIA_MS = 5_000

/** The duration of an audio or video file, in seconds; undefined if the file does not state it. */
export async function durationOf(path: string): Promise<number | undefined> {
  // Large: loaded with the first audio or video file, before the time limit starts.
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

/** Whether a number is a plausible duration in seconds. */
export function isDuration(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0 && value < 7 * 24 * 3_600
}
