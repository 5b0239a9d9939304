import { expect, test } from '@jest/globals'
import readExif from 'exif-reader'
import sharp, { type Metadata } from 'sharp'
import { deflateSync, inflateSync } from 'node:zlib'
import { film, geotagged, heicOf, HERE, pngChunk, withChunk, XMP } from '../../../test/geotagged.ts'
import { locationPatches, mayHaveLocation } from './location.ts'
import { Source } from './source.ts'

/** The file without its location, as it is stored. */
async function cleaned(contentType: string, file: Buffer): Promise<Buffer> {
  const clean = Buffer.from(file)
  for (const { offset, bytes } of await locationPatches(contentType, Source.of(file))) bytes.copy(clean, offset)
  expect(clean.length).toBe(file.length)
  // Nothing is left to remove in a second attempt.
  expect(await locationPatches(contentType, Source.of(clean))).toEqual([])
  return clean
}

const orientationOf = ({ exif }: Metadata) => readExif(exif!).Image?.Orientation
const pixels = (image: Buffer) => sharp(image, { failOn: 'warning' }).raw().toBuffer()

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'a %s loses only its location, and keeps its orientation, colours and pixels',
  async (format) => {
    const file = await geotagged(format)
    const before = await sharp(file).metadata()
    expect(readExif(before.exif!).GPSInfo?.GPSLatitude).toEqual(HERE)
    expect(before.xmp!.toString()).toContain('48,51.4N')
    const clean = await cleaned(`image/${format}`, file)
    const after = await sharp(clean).metadata()
    expect(readExif(after.exif!).GPSInfo ?? {}).toEqual({})
    expect(after.xmp!.toString()).not.toMatch(/GPS|48,51/)
    expect(after.xmp!.toString()).toContain('A bridge')
    expect(readExif(after.exif!).Image).toMatchObject({ Make: 'Parley', Copyright: 'Mira' })
    expect([orientationOf(after), after.width, after.height]).toEqual([
      orientationOf(before),
      before.width,
      before.height,
    ])
    expect(after.icc?.equals(before.icc!)).toBe(true)
    // The coordinates are not merely unreferenced, they are erased.
    expect(clean.includes('48,51.4N')).toBe(false)
    expect(await pixels(clean)).toEqual(await pixels(file))
  },
)

test('TIFF, which EXIF is based on', async () => {
  const { exif } = await sharp(await geotagged('jpeg')).metadata()
  const tiff = exif!.subarray(exif!.indexOf('II*'))
  expect(readExif(tiff).GPSInfo?.GPSLatitude).toEqual(HERE)
  const clean = readExif(await cleaned('image/tiff', tiff))
  expect([clean.GPSInfo ?? {}, clean.Image?.Orientation]).toEqual([{}, 6])
})

test('a picture of an iPhone (HEIC)', async () => {
  const heic = heicOf(await geotagged('avif'))
  const clean = await cleaned('image/heic', heic)
  expect(heic.includes('48,51.4N')).toBe(true)
  expect(clean.includes('48,51.4N')).toBe(false)
  expect(readExif((await sharp(clean).metadata()).exif!).GPSInfo ?? {}).toEqual({})
})

test('every picture within a file: the second one of a camera’s JPEG, and the film of a motion photo', async () => {
  const jpeg = await geotagged('jpeg')
  const motion = Buffer.concat([jpeg, jpeg, film('mp42', '+48.8577+002.2950/')])
  const clean = await cleaned('image/jpeg', motion)
  for (const part of [clean.subarray(0, jpeg.length), clean.subarray(jpeg.length, 2 * jpeg.length)])
    expect(readExif((await sharp(part).metadata()).exif!).GPSInfo ?? {}).toEqual({})
  expect(clean.includes('48.8577')).toBe(false)
})

test('big-endian EXIF, and XMP with elements and custom prefixes', async () => {
  const jpeg = await geotagged('jpeg', { isBigEndian: true })
  expect(readExif((await sharp(jpeg).metadata()).exif!).bigEndian).toBe(true)
  const clean = await cleaned('image/jpeg', jpeg)
  expect(readExif((await sharp(clean).metadata()).exif!)).toMatchObject({ Image: { Orientation: 6 } })
  expect(readExif((await sharp(clean).metadata()).exif!).GPSInfo ?? {}).toEqual({})
  const text = Buffer.from(
    `<x><exif:GPSLatitude>48,51.4N</exif:GPSLatitude><exif:GPSVersionID rdf:datatype="x">2.3</exif:GPSVersionID>
     <dc:title>GPS and I</dc:title><y drone-dji:GpsLongitude='2.29' dc:creator=':GPSwatch'/></x>`,
  )
  expect((await cleaned('image/tiff', text)).toString().replace(/\s+/g, ' ')).toBe(
    `<x><exif:GPSLatitude> </exif:GPSLatitude><exif:GPSVersionID rdf:datatype="x"> </exif:GPSVersionID> <dc:title>GPS and I</dc:title><y dc:creator=':GPSwatch'/></x>`,
  )
})

test('compressed metadata of PNG: XMP, and the profile that ImageMagick writes', async () => {
  const plain = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const exif = (await sharp(await geotagged('jpeg')).metadata()).exif!
  const profile = deflateSync(`\nexif\n${String(exif.length).padStart(8)}\n${exif.toString('hex')}\n`)
  const chunks: [string, string, Buffer, string][] = [
    ['iTXt', 'XML:com.adobe.xmp\0\x01\0\0\0', deflateSync(XMP), 'A bridge'],
    ['zTXt', 'Raw profile type exif\0\0', profile, Buffer.from('Parley\0').toString('hex')],
    ['tEXt', 'Raw profile type exif\0', inflateSync(profile), Buffer.from('Parley\0').toString('hex')],
  ]
  for (const [type, head, text, kept] of chunks) {
    const file = withChunk(plain, pngChunk(type, Buffer.concat([Buffer.from(head), text])))
    const clean = await cleaned('image/png', file)
    expect(clean.equals(file)).toBe(false)
    const [from, length] = [clean.indexOf(head) + head.length, clean.readUInt32BE(33)]
    const after = clean.subarray(from, 41 + length)
    expect((type === 'tEXt' ? after : inflateSync(after)).toString()).toContain(kept)
    expect(await pixels(clean)).toEqual(await pixels(plain))
  }
  const other = withChunk(plain, pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync('GPS')])))
  expect((await cleaned('image/png', other)).equals(other)).toBe(true)
})

test.each([
  ['Android', 'video/mp4', film('mp42', '+48.8577+002.2950/')],
  ['Apple', 'video/quicktime', film('qt  ', '+48.8577+002.2950+035.500/')],
  ['a whole degree', 'video/mp4', film('isom', '+48-002/')],
])('a video of %s loses its coordinates and keeps its date', async (_maker, contentType, file) => {
  const clean = await cleaned(contentType, file)
  expect(clean.includes('+48')).toBe(false)
  expect(clean.includes('2026-11-28T03:25:48+0200')).toBe(true)
})

test('the location box of 3GPP becomes a free box', async () => {
  const clean = await cleaned('video/3gpp', film('3gp6', '', { withLoci: true }))
  expect([clean.includes('loci'), clean.includes('Bridge')]).toEqual([false, false])
})

test('bytes that only look like EXIF, and files with false lengths, change nothing and terminate', async () => {
  const bad = [
    'II*\0\xff\xff\xff\xff',
    'II*\0\x08\0\0\0\xff\xff',
    'II*\0\x08\0\0\0\x01\0\x25\x88',
    // A directory that is its own successor.
    `II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x08\0\0\0`,
    ':GPS:GPS="',
    '',
  ].map((text) => Buffer.from(text, 'latin1'))
  for (const bytes of bad)
    for (const contentType of ['image/jpeg', 'image/png', 'video/mp4', 'image/tiff'])
      expect(await locationPatches(contentType, Source.of(bytes))).toEqual([])
})

test('only pictures and videos are searched', () => {
  expect(['image/jpeg', 'image/heic', 'video/mp4', 'audio/x-m4a'].every(mayHaveLocation)).toBe(true)
  expect(['application/pdf', 'application/zip', 'text/plain', 'image/vnd.dwg'].some(mayHaveLocation)).toBe(false)
})
