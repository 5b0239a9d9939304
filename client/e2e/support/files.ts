import { deflateSync, crc32 } from 'node:zlib'
import type { Locator, Page } from '@playwright/test'

/** A file to upload in a test. */
export type TestFile = { name: string; mimeType: string; buffer: Buffer }

/** A real PNG of this size with a colour gradient. */
export const picture = (name: string, width = 400, height = 300): TestFile => {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      rows[at] = 60 + Math.round((x / width) * 150)
      rows[at + 1] = 80 + Math.round((y / height) * 120)
      rows[at + 2] = 210
    }
  return png(name, { width, height, bits: 8, colourType: 2 }, rows)
}

/** A PNG with too many pixels to open, of one bit each, so that the file is small. */
export const hugePicture = (name: string, width: number, height: number): TestFile =>
  png(name, { width, height, bits: 1, colourType: 0 }, Buffer.alloc((Math.ceil(width / 8) + 1) * height))

type Header = { width: number; height: number; bits: number; colourType: number }

const png = (name: string, { width, height, bits, colourType }: Header, rows: Buffer): TestFile => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = bits
  header[9] = colourType
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const buffer = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')])
  return { name, mimeType: 'image/png', buffer }
}

const chunk = (type: string, data = Buffer.alloc(0)): Buffer => {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4)
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}

/** A file of this many bytes. */
export const bytes = (name: string, size: number): TestFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.alloc(size, 7),
})

/** Files that run scripts if they are opened with their declared type. */
export const HOSTILE_FILES: TestFile[] = [
  {
    name: 'drawing.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>window.ran=1</script></svg>'),
  },
  {
    name: 'page.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<!doctype html><script>window.ran=1</script><img src=x onerror="window.ran=1">'),
  },
]

/** Chooses files in the file dialog of the attach button. */
export const pick = async (page: Page, files: TestFile[], by = page.locator('body')): Promise<void> => {
  const chooser = page.waitForEvent('filechooser')
  await by.getByRole('button', { name: 'Attach files' }).click()
  await (await chooser).setFiles(files)
}

/** Pastes or drops files with their text; `drag` stops before the drop. */
export const hand = (onto: Locator, how: 'paste' | 'drag' | 'drop', files: TestFile[], text = ''): Promise<void> =>
  onto.evaluate(
    (element, { how, files, text }) => {
      const data = new DataTransfer()
      for (const { name, mimeType, base64 } of files) {
        const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        data.items.add(new File([content], name, { type: mimeType }))
      }
      if (text) data.setData('text/plain', text)
      const options = { bubbles: true, cancelable: true }
      if (how === 'paste') {
        element.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }))
        return
      }
      for (const type of how === 'drag' ? ['dragenter', 'dragover'] : ['drop'])
        element.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: data }))
    },
    {
      how,
      text,
      files: files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
    },
  )

/** The files of the draft, and one of them. */
export const tray = (page: Page): Locator => page.getByRole('list', { name: 'Attached files' })
export const trayRow = (page: Page, name: string): Locator => tray(page).getByRole('listitem').filter({ hasText: name })

const page = (text: string): string => `BT /F1 28 Tf 60 740 Td (${text}) Tj ET 0.26 0.33 0.84 rg 60 560 300 140 re f`

/** A real PDF with a page for each of these words, and its cross-reference table. */
export const pdf = (name: string, words: readonly string[]): TestFile => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${words.length} /Kids [${words.map((_, n) => `${4 + n * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...words.flatMap((text, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + n * 2} 0 R >>`,
      `<< /Length ${page(text).length} >>\nstream\n${page(text)}\nendstream`,
    ]),
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((object, n) => {
    const at = text.length
    text += `${n + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text + end) }
}
