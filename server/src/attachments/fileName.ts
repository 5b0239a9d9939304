import { supportedExtensions } from 'file-type'

/** The longest name that is kept, in UTF-16 code units; the extension stays. */
const NAME_MAX = 150
const NAMELESS = 'file'

// Control characters, what turns text around or hides in it, lone surrogates, and what paths and shells read as more than a name.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu
const SPECIAL = /[<>:"|?*]/g
// Names that Windows keeps for devices.
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** A name to show and to save under: one file's, readable, and no longer than a name should be. */
export function cleanName(given: string): string {
  const last = given.split(/[/\\]/).findLast((part) => !/^\s*\.*\s*$/.test(part)) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(HIDDEN, '')
    .replace(SPECIAL, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(DEVICE, '_$1')
  if (plain === '') return NAMELESS
  const { stem, extension } = split(plain)
  const room = NAME_MAX - (extension ? extension.length + 1 : 0)
  return joined(cut(stem, room), extension)
}

/** Extensions that are as good as the one which a type is known by. */
const SAME: Record<string, readonly string[]> = {
  jpg: ['jpeg', 'jpe', 'jfif'],
  tif: ['tiff'],
  mp4: ['m4v', 'mov', 'm4a'],
  m4a: ['mp4'],
  mov: ['qt', 'mp4'],
  webm: ['mkv', 'weba'],
  mkv: ['webm', 'mka', 'mk3d'],
  ogg: ['oga', 'ogv', 'opus', 'ogx'],
  ogv: ['ogg'],
  oga: ['ogg'],
  opus: ['ogg'],
  mp3: ['mpga'],
  mpg: ['mpeg'],
  aif: ['aiff'],
  mid: ['midi'],
  heic: ['heif'],
  gz: ['tgz', 'svgz'],
  bz2: ['tbz2'],
  xml: ['xhtml', 'html', 'htm', 'rss', 'atom', 'gpx', 'kml', 'xsd', 'xsl', 'plist', 'svg'],
  zip: [
    'jar',
    'apk',
    'docx',
    'xlsx',
    'pptx',
    'odt',
    'ods',
    'odp',
    'epub',
    'cbz',
    'kmz',
    'pages',
    'numbers',
    'key',
    'vsdx',
  ],
  cfb: ['doc', 'xls', 'ppt', 'msi', 'msg', 'vsd', 'pub'],
  exe: ['dll', 'sys', 'scr', 'com'],
  ps: ['eps', 'ai'],
  pdf: ['ai'],
  sqlite: ['db', 'sqlite3'],
}

// What programs call whatever they keep.
const ANYTHING = new Set(['', 'dat', 'bin'])

/**
 * The name with an extension that does not lie. `found` is the extension of what the file is, null where nobody can tell;
 * `fallback` is what an unknown file gets when its name claims to be something that would have been recognised.
 */
export function honestName(name: string, found: string | null, fallback: string): string {
  const { extension } = split(name)
  const claimed = extension.toLowerCase()
  if (found === null)
    return supportedExtensions.has(claimed as never) && !ANYTHING.has(claimed) ? withEnd(name, fallback) : name
  return claimed === found || SAME[found]?.includes(claimed) ? name : withEnd(name, found)
}

function withEnd(name: string, extension: string): string {
  return `${cut(name, NAME_MAX - extension.length - 1)}.${extension}`
}

function split(name: string): { stem: string; extension: string } {
  const match = /^(.+)\.([A-Za-z0-9]{1,10})$/s.exec(name)
  return match ? { stem: match[1]!, extension: match[2]! } : { stem: name, extension: '' }
}

function joined(stem: string, extension: string): string {
  return extension ? `${stem}.${extension}` : stem
}

/** At most so many code units, and no half of a pair at the end. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')
}
