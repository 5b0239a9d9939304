import sharp from 'sharp'

/** A preview fits into a square of so many pixels; a page is read rather than looked at, and needs more. */
const PREVIEW_PX = 640
export const PAGE_PX = 1280
/** A picture of more pixels than this is not opened: some are small to send and huge to unpack. */
const PIXELS_MAX = 50_000_000
/** How long one picture may take, in seconds. */
const SECONDS_MAX = 10
/** How many are made at once. */
const AT_ONCE = 2

sharp.cache(false)
sharp.concurrency(1)
// Only what browsers show as pictures is opened; the readers of everything else (SVG, PDF, raw files …) stay shut.
sharp.block({ operation: ['VipsForeignLoad'] })
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif']
sharp.unblock({
  operation: READERS.flatMap((reader) => [`VipsForeignLoad${reader}File`, `VipsForeignLoad${reader}Buffer`]),
})

/** A small picture (WebP) and the size of what it shows, in pixels. */
interface Picture {
  data: Buffer
  width: number
  height: number
}

let busy = 0
const waiting: (() => void)[] = []

/** Makes the small picture of an image: a path, or the bytes. Undefined for what can't be one, or would take too much. */
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
    // From the fifth on, a camera was held upright: what is wide in the file is high on screen.
    return orientation >= 5 ? { data, width: height, height: width } : { data, width, height }
  } catch {
    return undefined
  } finally {
    busy--
    waiting.shift()?.()
  }
}
