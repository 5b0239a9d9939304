import type { Patch } from '../../platform/files/blobs.ts'
import type { Source } from './source.ts'

const GPS_IFD_TAG = 0x8825
/** With more entries than this, the bytes are not a directory but only look like one. */
const ENTRIES_MAX = 512
const VALUE_MAX_BYTES = 64 * 1024
const ENTRY_BYTES = 12
/** The size of a value by its type, from BYTE (1) to IFD (13). */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]

interface Entry {
  tag: number
  bytes: number
  /** The value, or its offset. */
  value: number
}
interface Directory {
  offset: number
  entries: Entry[]
  /** The entries and the offset of the next directory, as stored in the file. */
  raw: Buffer
  next: number
}

/**
 * Patches that remove the GPS directory from EXIF data: its values and entries become zeros, and the entry that points to
 * it is removed from its directory. Everything else, including the orientation, stays in place. `start` is the offset of the
 * TIFF header, or of bytes that look like one.
 */
export async function exifPatches(source: Source, start: number): Promise<Patch[]> {
  const isLittle = (await source.read(start, 1))[0] === 0x49
  const u16 = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const u32 = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))

  const directoryAt = async (offset: number): Promise<Directory | undefined> => {
    const head = await source.read(start + offset, 2)
    const count = head.length === 2 ? u16(head, 0) : 0
    if (count === 0 || count > ENTRIES_MAX) return undefined
    const raw = Buffer.from(await source.read(start + offset + 2, count * ENTRY_BYTES + 4))
    if (raw.length < count * ENTRY_BYTES) return undefined
    const entries = Array.from({ length: count }, (_, n) => {
      const at = n * ENTRY_BYTES
      const type = TYPE_BYTES[u16(raw, at + 2)] ?? 0
      return { tag: u16(raw, at), bytes: type * u32(raw, at + 4), value: u32(raw, at + 8) }
    })
    return { offset, entries, raw, next: raw.length < count * ENTRY_BYTES + 4 ? 0 : u32(raw, count * ENTRY_BYTES) }
  }

  /** The directory without its n-th entry: later entries move up, and the freed space is zeroed. */
  const without = ({ offset, entries, raw }: Directory, n: number): Patch => {
    const count = Buffer.alloc(2)
    if (isLittle) count.writeUInt16LE(entries.length - 1)
    else count.writeUInt16BE(entries.length - 1)
    const [before, after] = [raw.subarray(0, n * ENTRY_BYTES), raw.subarray((n + 1) * ENTRY_BYTES)]
    return { offset: start + offset, bytes: Buffer.concat([count, before, after, Buffer.alloc(ENTRY_BYTES)]) }
  }

  const header = await source.read(start, 8)
  const patches: Patch[] = []
  const seen = new Set<number>()
  for (let at = header.length === 8 ? u32(header, 4) : 0; at > 0 && !seen.has(at);) {
    seen.add(at)
    const directory = await directoryAt(at)
    if (!directory) break
    const n = directory.entries.findIndex(({ tag }) => tag === GPS_IFD_TAG)
    if (n >= 0) {
      const gps = await directoryAt(directory.entries[n]!.value)
      // References to the values are removed last: after an interruption, the next attempt finds everything that is left.
      if (gps?.entries.every(isOfGps)) patches.push(...erased(gps))
      patches.push(without(directory, n))
    }
    at = directory.next
  }
  return patches

  function erased({ offset, entries }: Directory): Patch[] {
    const values = entries
      .filter(({ bytes, value }) => bytes > 4 && bytes <= VALUE_MAX_BYTES && start + value + bytes <= source.size)
      .map(({ bytes, value }) => ({ offset: start + value, bytes: Buffer.alloc(bytes) }))
    return [...values, { offset: start + offset, bytes: Buffer.alloc(2 + entries.length * ENTRY_BYTES) }]
  }
}

/** The tags of a GPS directory, and the padding that Windows adds. Other bytes are not erased. */
function isOfGps({ tag }: Entry): boolean {
  return tag <= 0x1f || tag === 0xea1c
}
