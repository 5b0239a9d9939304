import { exifPatches } from './exif.ts'
import { embeddedCoordinates } from './film.ts'
import type { Patch } from '../../platform/files/blobs.ts'
import { offsetsOf, type Source } from './source.ts'
import { xmpPatches } from './xmp.ts'

/** The headers of TIFF, which EXIF uses: little-endian and big-endian. */
const TIFF_HEADERS = ['II*\0', 'MM\0*']
/** Raw files of some cameras are TIFF with another header. */
const RAW_HEADER = /^(IIRO|IIRS|MMOR|IIU\0)/

/**
 * Patches that remove the location from a picture of any format that stores EXIF and XMP uncompressed, at any position: JPEG
 * with all of its pictures, WebP, HEIC, AVIF, TIFF, PSD and most raw formats.
 */
export async function picturePatches(source: Source): Promise<Patch[]> {
  const patches: Patch[] = []
  if (RAW_HEADER.test((await source.read(0, 4)).toString('latin1'))) patches.push(...(await exifPatches(source, 0)))
  for await (const { offset, bytes } of source.windows()) {
    patches.push(...xmpPatches(bytes, offset), ...embeddedCoordinates(bytes, offset))
    for (const header of TIFF_HEADERS)
      for (const at of offsetsOf(bytes, header)) patches.push(...(await exifPatches(source, offset + at)))
  }
  return patches
}
