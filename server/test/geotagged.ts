import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** The location of the pictures below: degrees, minutes and seconds north. */
export const HERE = [48, 51, 24]

/** XMP metadata with the same location and other data. */
export const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="48,51.4N" exif:GPSLongitude="2,17.7E" dc:description="A bridge"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

/** A picture with a location, a rotated orientation and a colour profile. */
export async function geotagged(
  format: 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff',
  { isBigEndian = false } = {},
): Promise<Buffer> {
  const file = await sharp({ create: { width: 24, height: 16, channels: 3, background: 'teal' } })
    .withExif({
      IFD0: { Make: 'Parley', Copyright: 'Mira', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 24/1', GPSLongitudeRef: 'E', GPSLongitude: '2/1 17/1 42/1' },
    })
    .withMetadata({ orientation: 6 })
    .withIccProfile('p3')
    .withXmp(XMP)
    .toFormat(format)
    .toBuffer()
  return isBigEndian ? inBigEndian(file) : file
}

/** A JPEG with its EXIF in the other byte order: a directory with the orientation and a GPS directory. */
function inBigEndian(jpeg: Buffer): Buffer {
  const entry = (tag: number, type: number, count: number, value: number, isShort = false) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16BE(tag, 0)
    bytes.writeUInt16BE(type, 2)
    bytes.writeUInt32BE(count, 4)
    if (isShort) bytes.writeUInt16BE(value, 8)
    else bytes.writeUInt32BE(value, 8)
    return bytes
  }
  const rationals = Buffer.alloc(24)
  HERE.forEach((part, n) => (rationals.writeUInt32BE(part, n * 8), rationals.writeUInt32BE(1, n * 8 + 4)))
  const tiff = Buffer.concat([
    Buffer.from('4d4d002a00000008', 'hex'),
    Buffer.from('0002', 'hex'),
    entry(0x0112, 3, 1, 6, true),
    entry(0x8825, 4, 1, 38),
    Buffer.alloc(4),
    Buffer.from('0002', 'hex'),
    entry(1, 2, 2, 0x4e000000),
    entry(2, 5, 3, 68),
    Buffer.alloc(4),
    rationals,
  ])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(2 + 6 + tiff.length)
  const start = jpeg.indexOf('Exif\0\0') - 4
  const end = start + 2 + jpeg.readUInt16BE(start + 2)
  return Buffer.concat([
    jpeg.subarray(0, start),
    Buffer.from('ffe1', 'hex'),
    length,
    Buffer.from('Exif\0\0'),
    tiff,
    jpeg.subarray(end),
  ])
}

/** The same boxes under the brand of HEIC, which are read in the same way. */
export function heicOf(avif: Buffer): Buffer {
  const heic = Buffer.from(avif)
  heic.write('heic', 8, 'latin1')
  return heic
}

/** A chunk of a PNG with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A PNG with one more chunk after its header. */
export function withChunk(png: Buffer, chunk: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

/** A video of this brand with coordinates as written by Android and Apple, and a date that resembles them. */
export function film(brand: string, coordinates: string, { withLoci = false } = {}): Buffer {
  const box = (type: string, ...content: (Buffer | string)[]) => {
    const body = Buffer.concat(content.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)))
    const size = Buffer.alloc(4)
    size.writeUInt32BE(body.length + 8)
    return Buffer.concat([size, Buffer.from(type, 'latin1'), body])
  }
  const short = (value: number) => String.fromCharCode(value >> 8, value & 0xff)
  const text = (value: string) => `${short(value.length)}\x15\xc7${value}`
  const value = (content: string) => box('data', '\0\0\0\x01\0\0\0\0', content)
  const loci = box('loci', '\0\0\0\0\x15\xc7Bridge\0\0', Buffer.from('00024b8e0030db97000023e8', 'hex'), 'earth\0\0')
  return Buffer.concat([
    box('ftyp', `${brand}\0\0\0\0${brand}`),
    box('mdat', Buffer.alloc(3_000, 7)),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100)),
      box(
        'udta',
        ...(coordinates ? [box('\xa9xyz', text(coordinates)), box('\xa9day', text('2026-11-28T03:25:48+0200'))] : []),
        ...(withLoci ? [loci] : []),
      ),
      box(
        'meta',
        box('keys', 'mdtacom.apple.quicktime.location.ISO6709'),
        box('ilst', box('\0\0\0\x01', value(coordinates))),
      ),
    ),
  ])
}
