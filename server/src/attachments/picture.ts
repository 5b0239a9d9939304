import type { Sharp } from 'sharp'

/** The size of the square that a preview fits into, in pixels; pages contain text and need more. */
const PREVIEW_PX = 640
export const PAGE_PX = 1280
/** The sizes of pictures of people and of logos: twice as large as shown. */
const PORTRAIT_PX = 256
const LOGO_PX = { width: 480, height: 128 }
/** Pictures with more pixels are not decoded: small files can decompress to huge pictures. */
const PIXELS_MAX = 50_000_000
/** The time limit for one picture, in seconds. */
const SECONDS_MAX = 10
/** The number of previews created concurrently. */
const AT_ONCE = 2

const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif']

/** A preview (WebP) and the size of the original, in pixels. */
interface Picture {
  data: Buffer
  width: number
  height: number
}

let busy = 0
const waiting: (() => void)[] = []

/** Creates the preview of an image, given as a path or bytes. Undefined if it cannot be decoded or would take too much memory. */
export function pictureOf(image: string | Buffer, side = PREVIEW_PX): Promise<Picture | undefined> {
  return decoded(image, async (opened) => {
    const { width, height, orientation = 1 } = await opened.metadata()
    const data = await opened
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .timeout({ seconds: SECONDS_MAX })
      .toBuffer()
    // From value 5 on, the picture is rotated by 90 degrees: its width in the file is its height on screen.
    return orientation >= 5 ? { data, width: height, height: width } : { data, width, height }
  })
}

/** An image as the picture of a person: a square cut from its middle (WebP), without any metadata. Undefined as in `pictureOf`. */
export function portraitOf(image: Buffer): Promise<Buffer | undefined> {
  return decoded(image, (opened) =>
    opened
      .autoOrient()
      .resize(PORTRAIT_PX, PORTRAIT_PX, { fit: 'cover' })
      .webp({ quality: 82 })
      .timeout({ seconds: SECONDS_MAX })
      .toBuffer(),
  )
}

/** An image as a logo: PNG, which all mail programs display, with its transparency and without any metadata. */
export function logoOf(image: Buffer): Promise<Buffer | undefined> {
  return decoded(image, (opened) =>
    opened
      .autoOrient()
      .resize(LOGO_PX.width, LOGO_PX.height, { fit: 'inside', withoutEnlargement: true })
      .png({ palette: true, effort: 7 })
      .timeout({ seconds: SECONDS_MAX })
      .toBuffer(),
  )
}

let loaded: ReturnType<typeof loadSharp> | undefined

// With the first picture: its native libraries take memory, and most nodes get few pictures.
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  // Only formats that browsers display are decoded; the decoders of all others (SVG, PDF, raw files …) are disabled.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: READERS.flatMap((reader) => [`VipsForeignLoad${reader}File`, `VipsForeignLoad${reader}Buffer`]),
  })
  return sharp
}

async function decoded<T>(image: string | Buffer, work: (opened: Sharp) => Promise<T>): Promise<T | undefined> {
  while (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  busy++
  try {
    const sharp = await (loaded ??= loadSharp())
    return await work(sharp(image, { limitInputPixels: PIXELS_MAX, failOn: 'truncated', sequentialRead: true }))
  } catch {
    return undefined
  } finally {
    busy--
    waiting.shift()?.()
  }
}
