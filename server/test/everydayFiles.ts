import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'

/** A common file: its bytes, and the expected result. */
export interface EverydayFile {
  name: string
  bytes: Buffer
  /** The start of its content type; omitted if it can only be downloaded under any name. */
  type?: string
  /** Its expected name, if it changes. */
  becomes?: string
}

const hex = (text: string, more: string | Buffer = '') =>
  Buffer.concat([Buffer.from(text.replace(/\s/g, ''), 'hex'), Buffer.from(more)])

/** Reproducible noise without two consecutive zeros: stands in for compressed or encrypted data. */
export function noise(length: number, seed = 1): Buffer {
  let state = seed
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff))
}

/** A zip archive of these entries. */
export function zip(entries: Record<string, string>): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const [data, stored] = [deflateRawSync(text), name === 'mimetype']
    const body = stored ? Buffer.from(text) : data
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(stored ? 0 : 8, 4)
    fields.writeUInt32LE(crc32(text), 10)
    fields.writeUInt32LE(body.length, 14)
    fields.writeUInt32LE(Buffer.byteLength(text), 18)
    fields.writeUInt16LE(name.length, 22)
    locals.push(hex('504b0304', fields), Buffer.from(name), body)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    central.push(hex('504b01021400', fields), place, Buffer.from(name))
    offset += 30 + name.length + body.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(locals.length / 3, 4)
  end.writeUInt16LE(locals.length / 3, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, hex('504b0506', end)])
}

function tar(name: string, text: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name)
  header.write('0000644\0', 100)
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('        0', 148)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, Buffer.from(text.padEnd(512, '\0')), Buffer.alloc(1024)])
}

/** A file of boxes, as in videos and HEIC pictures, of this brand. */
const boxes = (brand: string) => hex('00000018 66747970', `${brand}\0\0\0\0${brand}mp42${'\0\0\0\x08free'}`)
const openXml = (kind: string, folder: string) =>
  zip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${folder}/main.xml" ContentType="application/vnd.openxmlformats-officedocument.${kind}.main+xml"/></Types>`,
    '_rels/.rels': '<Relationships/>',
    [`${folder}/main.xml`]: '<document/>',
  })
const openDocument = (kind: string) =>
  zip({ mimetype: `application/vnd.oasis.opendocument.${kind}`, 'content.xml': '<office:document-content/>' })
/** A compound file: legacy Office, Outlook messages, and Office files with a password. */
const compound = (stream: string) =>
  Buffer.concat([hex('d0cf11e0a1b11ae1'), Buffer.alloc(504), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)])

const LOG = '2026-11-28 03:25:48 INFO  services: started “gateway” – größer als 3 °C\r\n'.repeat(40)
const CSV = 'Kunde;Größe;Preis\r\nMüller & Söhne;42;1.299,00 €\r\n'.repeat(30)
const JAPANESE = Buffer.from('8f88 979d 82b3 82ea 82bd 0d0a 8a6d 9446 0d0a'.replace(/\s/g, '').repeat(20), 'hex')
const RUSSIAN = Buffer.from('cff0e8e2e5f22c20ece8f0210d0a'.repeat(20), 'hex')
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')
const latin1 = (text: string) => Buffer.from(text.replaceAll('€', '\x80').replaceAll(/[“”–]/g, '\x93'), 'latin1')

const texts: EverydayFile[] = [
  ...['services.log', 'services.txt', 'SERVICES.LOG', 'output', 'trace.2026-11-28', 'a.mp3.log'].map((name) => ({
    name,
    bytes: utf16(LOG),
  })),
  { name: 'no mark.log', bytes: Buffer.from(LOG, 'utf16le') },
  { name: 'big endian.log', bytes: utf16(LOG).swap16() },
  { name: 'utf8.csv', bytes: Buffer.from(CSV) },
  { name: 'utf8 with a mark.csv', bytes: Buffer.from(`\uFEFF${CSV}`) },
  { name: 'utf16.csv', bytes: utf16(CSV) },
  { name: 'windows-1252.csv', bytes: latin1(CSV) },
  { name: 'windows-1251.txt', bytes: RUSSIAN },
  { name: 'shift-jis.txt', bytes: JAPANESE },
  ...[
    'BMW;320d;Größe',
    'MZ;Größe;Preis',
    'GIF ist ein Format für Bilder',
    'ID3 Größe',
    'FWS Größe',
    'PK Größe',
  ].flatMap((start) => [
    { name: `${start.slice(0, 3).trim()}.csv`, bytes: Buffer.from(`${start}\r\n${CSV}`) },
    { name: `${start.slice(0, 3).trim()} 1252.csv`, bytes: latin1(`${start}\r\n${CSV}`) },
  ]),
  { name: 'colours.log', bytes: Buffer.from('\x1b[31merror\x1b[0m: no such file\n') },
  { name: 'invoice.xml', bytes: Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Invoice/>') },
  { name: 'invoice utf16.xml', bytes: utf16('<?xml version="1.0" encoding="UTF-16"?><Invoice/>') },
  { name: 'invoice latin1.xml', bytes: latin1('<?xml version="1.0" encoding="ISO-8859-1"?><Stück/>') },
  { name: 'logo.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  { name: 'index.html', bytes: Buffer.from('<!DOCTYPE html><html></html>') },
  { name: 'package.json', bytes: Buffer.from('{"name": "parley"}') },
  { name: 'compose.yaml', bytes: Buffer.from('services:\n  db: {}\n') },
  { name: 'README.md', bytes: Buffer.from('# Parley\n') },
  { name: 'Makefile', bytes: Buffer.from('all:\n\ttrue\n') },
  { name: 'deploy.sh', bytes: Buffer.from('#!/bin/sh\necho hello\n') },
  { name: 'app.js', bytes: Buffer.from('export {}\n') },
  { name: 'main.ts', bytes: Buffer.from('export {}\n') },
  { name: 'thesis.tex', bytes: Buffer.from('%!TEX program = lualatex\n\\documentclass{article}\n') },
  { name: 'cube.stl', bytes: Buffer.from('solid cube\nendsolid cube\n') },
  { name: 'settings.reg', bytes: utf16('Windows Registry Editor Version 5.00\r\n') },
  { name: 'cert.pem', bytes: Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n') },
  { name: 'letter.asc', bytes: Buffer.from('-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n') },
  { name: 'mail.eml', bytes: Buffer.from('From: a@example.com\r\nSubject: Hello\r\n\r\nHello') },
].map((file) => ({ ...file, type: 'text/plain' }))

const documents: EverydayFile[] = [
  { name: 'letter.docx', bytes: openXml('wordprocessingml.document', 'word') },
  { name: 'table.xlsx', bytes: openXml('spreadsheetml.sheet', 'xl') },
  { name: 'slides.pptx', bytes: openXml('presentationml.presentation', 'ppt') },
  { name: 'letter.odt', bytes: openDocument('text') },
  { name: 'table.ods', bytes: openDocument('spreadsheet') },
  { name: 'book.epub', bytes: zip({ mimetype: 'application/epub+zip', 'OEBPS/a.xhtml': '<html/>' }) },
  ...['contract.xlsx', 'contract.docx', 'CONTRACT.PPTX'].map((name) => ({ name, bytes: compound('EncryptedPackage') })),
  { name: 'old.doc', bytes: compound('WordDocument') },
  { name: 'old.xls', bytes: compound('Workbook') },
  { name: 'mail.msg', bytes: compound('__properties_version1.0') },
  { name: 'setup.msi', bytes: compound('SummaryInformation') },
  { name: 'letter.rtf', bytes: Buffer.from('{\\rtf1\\ansi Hello}'), type: 'application/rtf' },
  { name: 'paper.pdf', bytes: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n%%EOF', 'latin1'), type: 'application/pdf' },
  { name: 'drawing.ai', bytes: Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n%%EOF', 'latin1'), type: 'application/pdf' },
  { name: 'old drawing.ai', bytes: Buffer.from('%!PS-Adobe-3.0\n') },
  { name: 'drawing.eps', bytes: Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n') },
  { name: 'layers.psd', bytes: hex('38425053 0001 000000000000 0003') },
  { name: 'plan.dwg', bytes: hex('', `AC1032${'\0'.repeat(40)}`) },
  { name: 'font.ttf', bytes: hex('00010000 000a 0080 0003 0020', noise(60)) },
  { name: 'data.sqlite', bytes: hex('', `SQLite format 3\0${'\0'.repeat(84)}`) },
  { name: 'data.db', bytes: hex('', `SQLite format 3\0${'\0'.repeat(84)}`) },
  { name: 'signed.p7m', bytes: hex('3082 0a1b 0609 2a864886f70d010702', noise(200)) },
  { name: 'smime.p7s', bytes: hex('3080 0609 2a864886f70d010702', noise(200)) },
  { name: 'meeting.ics', bytes: Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'), type: 'text/calendar' },
  { name: 'card.vcf', bytes: Buffer.from('BEGIN:VCARD\r\nEND:VCARD\r\n'), type: 'text/vcard' },
]

const TAR = tar('a.txt', 'hello')
const archives: EverydayFile[] = [
  { name: 'f.tar.gz', bytes: gzipSync(TAR) },
  { name: 'f.tgz', bytes: gzipSync(TAR) },
  { name: 'f.tar', bytes: TAR },
  { name: 'backup.sql.gz', bytes: gzipSync('select 1') },
  { name: 'letter.svgz', bytes: gzipSync('<svg/>') },
  { name: 'f.zip', bytes: zip({ 'a.txt': 'hello' }) },
  { name: 'F.ZIP', bytes: zip({ 'a.txt': 'hello' }) },
  { name: 'my.project.v1.2.zip', bytes: zip({ 'a.txt': 'hello' }) },
  { name: 'f.7z', bytes: hex('377abcaf271c0004', noise(40)) },
  { name: 'f.rar', bytes: hex('526172211a0701', noise(40)) },
  { name: 'app.jar', bytes: zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0' }) },
  { name: 'plain.jar', bytes: zip({ 'a.class': 'x' }) },
  { name: 'app.apk', bytes: zip({ 'AndroidManifest.xml': 'x', 'classes.dex': 'x' }) },
  { name: 'map.kmz', bytes: zip({ 'doc.kml': '<kml/>' }) },
  { name: 'deck.key', bytes: zip({ 'Index/Document.iwa': 'x' }) },
]

const media = async (): Promise<EverydayFile[]> => {
  const canvas = sharp({ create: { width: 8, height: 6, channels: 3, background: 'teal' } })
  const [jpeg, png, webp, avif, gif] = await Promise.all(
    (['jpeg', 'png', 'webp', 'avif', 'gif'] as const).map((format) => canvas.clone().toFormat(format).toBuffer()),
  )
  const mp3 = Buffer.concat(Array.from({ length: 20 }, () => hex('fffb9064', Buffer.alloc(413))))
  const ogg = (codec: string) => hex('4f67675300020000000000000000010000000000000000000000 0113', codec)
  const webm = hex('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffff')
  return [
    ...['photo.jpg', 'PHOTO.JPG', 'photo.jpeg', 'photo.jfif'].map((name) => ({
      name,
      bytes: jpeg!,
      type: 'image/jpeg',
    })),
    { name: 'shot.png', bytes: png!, type: 'image/png' },
    { name: 'photo.webp', bytes: webp!, type: 'image/webp' },
    { name: 'photo.avif', bytes: avif!, type: 'image/avif' },
    { name: 'dance.gif', bytes: gif!, type: 'image/gif' },
    { name: 'IMG_0001.HEIC', bytes: boxes('heic'), type: 'image/heic' },
    { name: 'photo.heif', bytes: boxes('mif1'), type: 'image/heif' },
    { name: 'scan.tiff', bytes: hex('49492a0008000000 0000 00000000') },
    { name: 'icon.ico', bytes: hex('00000100 0100 1010 0000 0100 2000 68040000 16000000') },
    { name: 'film.mov', bytes: boxes('qt  '), type: 'video/quicktime' },
    { name: 'film.mp4', bytes: boxes('isom'), type: 'video/mp4' },
    { name: 'film.mov', bytes: boxes('mp42'), type: 'video/mp4' },
    { name: 'voice.m4a', bytes: boxes('M4A '), type: 'audio/x-m4a' },
    { name: 'song.mp3', bytes: mp3, type: 'audio/mpeg' },
    {
      name: 'tagged.mp3',
      bytes: hex('494433 0300 00 0000000a', Buffer.concat([Buffer.alloc(10), mp3])),
      type: 'audio/mpeg',
    },
    ...['voice.ogg', 'voice.oga', 'voice.opus'].map((name) => ({ name, bytes: ogg('OpusHead'), type: 'audio/ogg' })),
    { name: 'song.ogg', bytes: ogg('\x01vorbis\0'), type: 'audio/ogg' },
    { name: 'film.webm', bytes: webm, type: 'video/webm' },
    { name: 'voice.weba', bytes: webm, type: 'video/webm' },
    { name: 'sound.wav', bytes: hex('52494646 24000000', 'WAVEfmt '), type: 'audio/wav' },
  ]
}

// Data that starts like MPEG audio, a program or a picture, but is none.
const unknown: EverydayFile[] = ['fffb90', 'fffe01', 'fff94c', 'fffd80', 'ffe318', 'fff150'].flatMap((start) =>
  ['backup.aes', 'data.bin', 'dump', 'measurements.dat', 'disk.img'].map((name) => ({
    name,
    bytes: hex(start, noise(5_000)),
    type: 'application/octet-stream',
  })),
)

/** Files with misleading names: content that browsers would display or run, with an extension that does not match. */
const deceiving = async (): Promise<EverydayFile[]> => {
  const png = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const program = hex('4d5a9000', Buffer.alloc(200))
  return [
    { name: 'invoice.pdf', bytes: program, becomes: 'invoice.pdf.exe' },
    { name: 'photo.jpg', bytes: program, becomes: 'photo.jpg.exe' },
    { name: 'setup.exe', bytes: program },
    { name: 'library.dll', bytes: program },
    { name: 'firmware.bin', bytes: program },
    { name: 'a.png', bytes: hex('7f454c46020101', Buffer.alloc(100)), becomes: 'a.png.elf' },
    { name: 'libparley.so.1', bytes: hex('7f454c46020101', Buffer.alloc(100)) },
    { name: 'page.html', bytes: png, becomes: 'page.html.png' },
    { name: 'run.js', bytes: png, becomes: 'run.js.png' },
    { name: 'run.bat', bytes: noise(300), becomes: 'run.bat.bin' },
    { name: 'page.html', bytes: zip({ 'a.txt': '<script>' }), becomes: 'page.html.zip' },
    { name: 'setup.exe', bytes: Buffer.from('hello'), becomes: 'setup.exe.txt' },
    { name: 'photo.scr', bytes: noise(300), becomes: 'photo.scr.bin' },
  ]
}

/** Everything above. */
export async function everydayFiles(): Promise<EverydayFile[]> {
  return [...texts, ...documents, ...archives, ...(await media()), ...unknown, ...(await deceiving())]
}
