import type { Patch } from '../../platform/files/blobs.ts'
import { MATCH_MAX_BYTES, offsetsOf, type Source, spaces } from './source.ts'
import { xmpPatches } from './xmp.ts'

/** The top-level boxes of a video that describe its content. */
const METADATA = new Set(['moov', 'meta', 'udta', 'uuid'])
const BOXES_MAX = 100_000
const LOCI_MAX_BYTES = 64 * 1024
// ISO 6709 as written by cameras: +48.8577+002.2950+035.000/
const COORDINATES =
  /[+-]\d{2,6}(?:\.\d+[+-]\d{3,7}\.\d+(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w*)?\/?|[+-]\d{3,7}(?:[+-]\d+)?(?:CRS\w*)?\/)/g

/**
 * Patches that remove the location from an MP4 or QuickTime video: the coordinates that phones write as text (`©xyz`, and
 * Apple's `location.ISO6709`), the 3GPP box `loci`, and XMP. Tracks that record a route (drones, dashboard cameras) are
 * kept.
 */
export async function filmPatches(source: Source): Promise<Patch[]> {
  const patches: Patch[] = []
  let offset = 0
  for (let n = 0; n < BOXES_MAX && offset + 8 <= source.size; n++) {
    const head = await source.read(offset, 16)
    const [short, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
    const size = short === 0 ? source.size - offset : short === 1 && head.length === 16 ? longSize(head) : short
    if (size < 8) break
    const end = Math.min(source.size, offset + size)
    if (METADATA.has(type))
      for await (const window of source.windows(offset, end)) patches.push(...(await patchesIn(source, window)))
    offset = end
  }
  return patches
}

function longSize(head: Buffer): number {
  return Number(head.readBigUInt64BE(8))
}

async function patchesIn(source: Source, { offset, bytes }: { offset: number; bytes: Buffer }): Promise<Patch[]> {
  const boxes: Patch[] = []
  for (const at of offsetsOf(bytes, 'loci')) boxes.push(...(await lociAt(source, offset + at - 4)))
  return [...coordinatesIn(bytes, offset), ...xmpPatches(bytes, offset), ...boxes]
}

function coordinatesIn(bytes: Buffer, offset: number): Patch[] {
  const found = [...bytes.toString('latin1').matchAll(COORDINATES)]
  return found.map(({ index, 0: text }) => ({ offset: offset + index, bytes: spaces(text.length) }))
}

/** The coordinates of a video that is part of a picture ("motion photo"). */
export function embeddedCoordinates(bytes: Buffer, offset: number): Patch[] {
  return ['\xa9xyz', 'location.ISO6709']
    .flatMap((key) => [...offsetsOf(bytes, key)])
    .flatMap((at) => coordinatesIn(bytes.subarray(at, at + MATCH_MAX_BYTES / 2), offset + at))
}

/** Turns a location box into a free box, which players skip. */
async function lociAt(source: Source, offset: number): Promise<Patch[]> {
  const size = (await source.read(offset, 4)).readUInt32BE(0)
  if (size < 26 || size > LOCI_MAX_BYTES || offset + size > source.size) return []
  return [{ offset: offset + 4, bytes: Buffer.concat([Buffer.from('free'), Buffer.alloc(size - 8)]) }]
}
