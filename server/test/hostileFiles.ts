import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A file of another type than declared, or one that tries to harm its readers. */
export interface HostileFile {
  what: string
  name: string
  type: string
  bytes: Buffer
}

const SCRIPT = '<script>fetch("/graphql")</script>'
const TEXTS: Record<string, string> = {
  'svg with a script': `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`,
  'svg with a handler': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  'svg that loads': '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://169.254.169.254/"/></svg>',
  'svg with entities': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>`,
  'xml that grows': `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;&c;</a>`,
  'html page': `<!DOCTYPE html><html><body>${SCRIPT}</body></html>`,
  'html without a head': SCRIPT,
  xhtml: `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`,
  javascript: 'fetch("/graphql", { method: "POST" })',
  'shell script': '#!/bin/sh\nrm -rf /',
  css: 'body { background: url(//evil.example) }',
  'url shortcut': '[InternetShortcut]\r\nURL=file:///etc/passwd',
}
const LIES = [
  'picture.png|image/png',
  'page.html|text/html',
  'drawing.svg|image/svg+xml',
  'film.mp4|video/mp4',
  'paper.pdf|application/pdf',
]

/** A small picture. */
export const PNG = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
const JPEG = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
)

/** A PNG that declares this size, with hardly any data. */
export function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(named) >>> 0)
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min(4_000_000, (width + 1) * height)))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** A zip with one file of this name, which decompresses to this many zeros. */
function zipOf(name: string, size: number): Buffer {
  const data = deflateRawSync(Buffer.alloc(size))
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(data.length, 4)
  sizes.writeUInt32LE(size, 8)
  const fields = (fixed: string) =>
    Buffer.concat([Buffer.from(fixed, 'hex'), sizes, Buffer.from([name.length, 0, 0, 0])])
  const local = Buffer.concat([fields('504b0304140000000800000000000000'.slice(0, 28)), Buffer.from(name), data])
  return Buffer.concat([local, Buffer.from('504b0506000000000000000000000000000000000000', 'hex')])
}

const NAMES = [
  '../../etc/passwd',
  '..\\..\\windows\\system.ini',
  '/etc/shadow',
  'C:\\autoexec.bat',
  '....//....//x',
  '..',
  '.',
  '',
  ' ',
  '\u0000.png',
  'a\u0000.png',
  'photo\u202Egnp.exe',
  '\u202E\u202D\u2066\u2069',
  'a\r\nSet-Cookie: x=1',
  'a\nb.txt',
  'a"; filename="b.html',
  "a'; rm -rf /",
  '<script>alert(1)</script>.png',
  '%2e%2e%2f%00.png',
  'a;b=c.txt',
  'CON',
  'nul.txt',
  'COM1.log',
  '.htaccess',
  '.git/config',
  '-rf',
  '$(reboot)',
  '`id`',
  '|ls',
  'a'.repeat(5_000),
  `${'é'.repeat(300)}.pdf`,
  '😀'.repeat(200),
  '\u200B\u200C\u200D\uFEFF',
  'e\u0301'.repeat(100),
  'ａ／ｂ',
  'a\tb\u007F\u0085c.txt',
  'file.',
  'file...',
  'x.php.png',
  'x.png.html',
  'x.tar.gz',
  'ünïcödé ☃.txt',
  'مرحبا.txt',
  '文件.txt',
  'a?b*c:d|e',
  '\uE000.txt',
]

/** All of them. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const [png, jpeg] = [await PNG(), await JPEG()]
  const file = (what: string, name: string, type: string, bytes: Buffer | string) => ({
    what,
    name,
    type,
    bytes: Buffer.from(bytes),
  })
  const lying = Object.entries(TEXTS).flatMap(([what, text]) =>
    LIES.map((lie) => file(`${what} as ${lie}`, lie.split('|')[0]!, lie.split('|')[1]!, text)),
  )
  const polyglots = [
    file('png and html', 'a.html', 'text/html', Buffer.concat([png, Buffer.from(SCRIPT)])),
    file('gif and javascript', 'a.js', 'text/javascript', Buffer.concat([GIF, Buffer.from('=1;alert(1)')])),
    file('jpeg and zip', 'a.jar', 'application/java-archive', Buffer.concat([jpeg, zipOf('a.class', 10)])),
    file('pdf and html', 'a.html', 'text/html', Buffer.concat([PDF, Buffer.from(SCRIPT)])),
    file('html before a pdf', 'a.pdf', 'application/pdf', Buffer.concat([Buffer.from(`${SCRIPT}\n`), PDF])),
    file('png in a gif', 'a.gif', 'image/gif', Buffer.concat([GIF.subarray(0, 6), png])),
    file(
      'program as pdf',
      'invoice.pdf',
      'application/pdf',
      Buffer.concat([Buffer.from('4d5a9000', 'hex'), Buffer.alloc(200)]),
    ),
    file('elf as png', 'a.png', 'image/png', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(100)])),
    file('utf-16 html', 'a.html', 'text/html', Buffer.from(`\uFEFF${SCRIPT}`, 'utf16le')),
    file('utf-7 html', 'a.txt', 'text/plain', '+ADw-script+AD4-alert(1)+ADw-/script+AD4-'),
    file('pdf with javascript', 'a.pdf', 'application/pdf', PDF),
    file('nothing but zeros', 'a.png', 'image/png', Buffer.alloc(1_000)),
    file('lone bytes', 'a.txt', 'text/plain', Buffer.from([0xff, 0xfe, 0xfd, 0xc0, 0xaf])),
  ]
  const bombs = [
    ...[
      [65_535, 65_535],
      [30_000, 30_000],
      [2 ** 31 - 1, 1],
      [1, 2 ** 31 - 1],
      [8_000, 8_000],
      [0, 0],
      [100_000, 400],
    ].map(([width, height]) => file(`png of ${width} x ${height}`, 'bomb.png', 'image/png', pngOf(width!, height!))),
    file(
      'gif that says 65535 x 65535',
      'bomb.gif',
      'image/gif',
      Buffer.concat([Buffer.from('474946383961ffffffff800000', 'hex'), GIF.subarray(13)]),
    ),
    ...['a.txt', '[Content_Types].xml', '../../evil.sh', 'mimetype', 'word/document.xml'].map((name) =>
      file(`zip bomb of ${name}`, 'bomb.zip', 'application/zip', zipOf(name, 100_000_000)),
    ),
    file('zip bomb in a docx', 'bomb.docx', 'application/zip', zipOf('[Content_Types].xml', 100_000_000)),
    file(
      'gzip bomb',
      'bomb.gz',
      'application/gzip',
      Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), deflateRawSync(Buffer.alloc(50_000_000))]),
    ),
  ]
  const cut = Array.from({ length: 24 }, (_, n) => {
    const whole = n % 2 ? png : jpeg
    return file(
      `picture cut at ${n}`,
      'cut.png',
      'image/png',
      whole.subarray(0, Math.max(1, Math.floor((whole.length * (n + 1)) / 26))),
    )
  })
  const spoilt = Array.from({ length: 24 }, (_, n) => {
    const bytes = Buffer.from(n % 2 ? png : jpeg)
    for (let i = n; i < bytes.length; i += 7 + n) bytes[i] = (bytes[i]! + 13 * n) & 0xff
    return file(`picture spoilt, ${n}`, 'spoilt.jpg', 'image/jpeg', bytes)
  })
  const named = NAMES.map((name) => file(`name ${JSON.stringify(name).slice(0, 40)}`, name, 'image/png', png))
  return [...lying, ...polyglots, ...bombs, ...cut, ...spoilt, ...named]
}
