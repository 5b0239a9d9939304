import { numberFormat } from '../lib/locale.ts'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']

/** "3.4 MB", in German "3,4 MB": decimal units as file managers show them, one digit below ten. */
export const formatBytes = (bytes: number): string => {
  let value = bytes
  let unit = 0
  // 999.95 rounds up to the next unit.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0
  return numberFormat({
    style: 'unit',
    unit: UNITS[unit]!,
    // The short form of bytes is a singular.
    unitDisplay: unit === 0 ? 'long' : 'short',
    useGrouping: false,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)
}

/** "0:12", "12:03", "1:02:03". Seconds. */
export const formatDuration = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** How a file is displayed; `link` is an imported file known only by its old address. */
export type FileKind = 'image' | 'video' | 'audio' | 'pdf' | 'archive' | 'text' | 'file' | 'link'

const IMAGES = /^image\/(png|jpeg|gif|webp|avif|bmp|x-ms-bmp)$/

/** The kind by content type. An SVG can contain scripts, so it is never an image here. */
export const kindOf = (contentType: string): FileKind => {
  const type = contentType.split(';')[0]!.trim().toLowerCase()
  if (IMAGES.test(type)) return 'image'
  if (/^video\/(mp4|webm|ogg|quicktime|x-matroska)$/.test(type)) return 'video'
  if (type.startsWith('audio/')) return 'audio'
  if (type === 'application/pdf') return 'pdf'
  if (/zip|x-tar|gzip|x-7z|x-rar|x-bzip/.test(type)) return 'archive'
  if (/^text\/|json|xml|svg/.test(type)) return 'text'
  return 'file'
}

/** The same for an uploaded file: the server has inspected it and decides whether it is previewed. */
export const kindOfAttachment = ({ kind, contentType }: { kind: string; contentType: string }): FileKind => {
  if (kind !== 'FILE') return kind.toLowerCase() as FileKind
  const guess = kindOf(contentType)
  return guess === 'archive' || guess === 'text' ? guess : 'file'
}

/** A picture of more pixels than this takes too much memory to show; the server refuses to open it as well. */
const PIXELS_MAX = 50_000_000

/** Whether a picture that is not uploaded yet can be shown: its size is known and not too large. */
export const isOpenable = ({ width, height }: { width: number | null; height: number | null }): boolean =>
  width !== null && height !== null && width * height <= PIXELS_MAX

/** The largest picture in a bubble, alone and among others. CSS pixels. */
export const ALONE = { width: 360, height: 280 }
export const AMONG = { width: 220, height: 150 }

/** The box a picture is shown in: as it is, but no larger than this and no smaller than can be clicked. CSS pixels. */
export const fitInto = (
  width: number | null,
  height: number | null,
  largest: { width: number; height: number },
): { width: number; height: number } => {
  if (!width || !height) return { width: Math.min(240, largest.width), height: Math.min(160, largest.height) }
  const scale = Math.min(1, largest.width / width, largest.height / height)
  return { width: Math.max(64, Math.round(width * scale)), height: Math.max(44, Math.round(height * scale)) }
}
