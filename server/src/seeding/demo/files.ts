import sharp from 'sharp'

type Colour = readonly [number, number, number]

/** The files of the demo desk, generated when it is seeded: none is stored in the repository. */
export const DEMO_FILES = {
  'broken-shade.jpg': () => photo(1600, 1200, brokenLamp),
  'inside-the-box.jpg': () => photo(1200, 1600, openBox),
  'invoice-48-20117.pdf': async () =>
    pdf(['Northlight Lamps', 'Invoice 48-20117', 'Arken floor lamp, 1 x 189.00 EUR', 'Paid in full.']),
  'timetable.csv': async () =>
    Buffer.from(
      'day,from,to,room\nMonday,09:15,10:45,B 204\nWednesday,13:00,14:30,B 112\nFriday,11:00,12:30,Library\n',
    ),
}

/** The name of one of them. */
export type DemoFile = keyof typeof DEMO_FILES

/** A picture of this size: the colour of each pixel depends on its relative position, with a little grain. */
async function photo(width: number, height: number, colourAt: (x: number, y: number) => Colour): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const colour = colourAt((i % width) / width, Math.floor(i / width) / height)
    const grain = ((i * 7_919) % 13) - 6
    for (const [n, value] of colour.entries()) pixels[3 * i + n] = Math.max(0, Math.min(255, value + grain))
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82 })
    .toBuffer()
}

const mix = (a: Colour, b: Colour, t: number): Colour => [0, 1, 2].map((n) => a[n]! + (b[n]! - a[n]!) * t) as never

/** A floor lamp in a room, with a crack through its shade and a splinter missing. */
function brokenLamp(x: number, y: number): Colour {
  const room = y > 0.82 ? mix([126, 92, 64], [92, 64, 44], (y - 0.82) * 5) : mix([214, 205, 190], [176, 166, 152], y)
  const half = 0.09 + 0.16 * ((y - 0.12) / 0.3)
  const shade = y > 0.12 && y < 0.42 && Math.abs(x - 0.5) < half
  const jag = Math.abs(((y * 17) % 1) - 0.5) + 0.6 * Math.abs(((y * 43) % 1) - 0.5)
  const crack = Math.abs(x - 0.52 - 0.04 * jag - 0.1 * (y - 0.12)) < 0.003
  const splinter = x > 0.56 && y > 0.33 && x - 0.56 > (0.42 - y) * 1.2
  if (shade && !splinter) return crack ? [70, 66, 60] : mix([250, 238, 205], [226, 196, 140], Math.abs(x - 0.5) / half)
  if (y >= 0.42 && y < 0.86 && Math.abs(x - 0.5) < 0.008) return [48, 46, 44]
  if ((x - 0.5) ** 2 / 0.012 + (y - 0.87) ** 2 / 0.0006 < 1) return [40, 38, 37]
  // Splinters on the floor.
  const [column, row] = [Math.floor(x * 45), Math.floor(y * 70)]
  const lies = (column * 73 + row * 151 + column * row) % 7 === 0 && (x * 45) % 1 < (y * 70) % 1
  return y > 0.86 && x > 0.55 && x < 0.86 && lies ? [240, 226, 190] : room
}

/** An open cardboard box, with wrapping at the bottom alone. */
function openBox(x: number, y: number): Colour {
  if (x < 0.12 || x > 0.88 || y < 0.1 || y > 0.92) return mix([120, 118, 116], [88, 86, 86], y)
  const wall = x < 0.2 || x > 0.8 || y < 0.18
  if (wall) return mix([190, 150, 104], [160, 122, 80], x)
  if (y < 0.66) return mix([134, 100, 64], [112, 82, 52], y)
  const bubble = ((x * 22) % 1) - 0.5
  const other = ((y * 22) % 1) - 0.5
  return mix([226, 232, 236], [176, 188, 198], Math.min(1, 3 * (bubble ** 2 + other ** 2)))
}

/** A minimal one-page PDF with these lines. */
function pdf(lines: string[]): Buffer {
  const text = lines.map((line, n) => `BT /F1 ${n ? 14 : 22} Tf 72 ${740 - 34 * n} Td (${line}) Tj ET`).join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
  ]
  let made = '%PDF-1.4\n'
  const places = objects.map((object, n) => {
    const place = made.length
    made += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const start = made.length
  made += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  made += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(made, 'latin1')
}
