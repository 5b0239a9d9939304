import sharp from 'sharp'

/** The size of the square that a preview fits into, in pixels; pages contain text and need more. */
const PREVIEW_PX = 640
export const PAGE_PX = 1280
/** Pictures with more pixels are not decoded: small files can decompress to huge pictures. */
const PIXELS_MAX = 50_000_000
/** The time limit for one picture, in seconds. */
const SECONDS_MAX = 10
/** The number of previews created concurrently. */
const AT_ONCE = 2

sharp.cache(false)
sharp.concurrency(1)
// Only formats that browsers display are decoded; the decoders of all others (SVG, PDF, raw files …) are disabled.
sharp.block({ operation: ['VipsForeignLoad'] })
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif']
sharp.unblock({
  operation: READERS.flatMap((reader) => [`VipsForeignLoad${reader}File`, `VipsForeignLoad${reader}Buffer`]),
})

/** A preview (WebP) and the size of the original, in pixels. */
interface Picture {
  data: Buffer
  width: number
  height: number
}

let busy = 0
const waiting: (() => void)[] = []

/** Creates the preview of an image, given as a path or bytes. Undefined if it cannot be decoded or would take too much memory. */
export async function pictureOf(image: string | Buffer, side = PREVIEW_PX): Promise<Picture | undefined> {
  while (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  busy++
  try {
    const opened = sharp(image, { limitInputPixels: PIXELS_MAX, failOn: 'truncated', sequentialRead: true })
    const { width, height, orientation = 1 } = await opened.metadata()
    const data = await opened
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .timeout({ seconds: SECONDS_MAX })
      .toBuffer()
    // From value 5 on, the picture is rotated by 90 degrees: its width in the file is its height on screen.
    return orientation >= 5 ? { data, width: height, height: width } : { data, width, height }
  } catch {
    return undefined
  } finally {
    busy--
    waiting.shift()?.()
  }
}
