import { type Found, isShownInline } from './contentType.ts'
import { extensionOf, isSameKind } from './extensions.ts'

/** The maximum length of a stored name, in UTF-16 code units; the extension is kept. */
const NAME_MAX = 150
const NAMELESS = 'file'

// Letters and marks of the scripts in which a joiner affects spelling: Arabic, Syriac, Mongolian, the Indic scripts and
// related ones. In other scripts it only makes two names look alike.
const JOINING =
  `\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mand}\\p{scx=Nkoo}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}
\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}\\p{scx=Thai}\\p{scx=Laoo}`.replace(
    /\s/g,
    '',
  )
const VIRAMA = '\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA\\u1039\\u17D2'
// Format characters that affect the text: joiners within words, the parts of one emoji, flags of regions, and the Arabic
// signs before or after a number.
const READ = [
  `(?<=[${JOINING}])(?<=[\\p{L}\\p{M}])[\\u200C\\u200D](?=[\\p{L}\\p{M}])(?=[${JOINING}])`,
  `(?<=[${VIRAMA}])[\\u200C\\u200D]`,
  `(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})`,
  `(?<=\\u{1F3F4})[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,6}\\u{E007F}`,
  `[\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2]`,
].join('|')
// Control characters, invisible or direction-changing characters, lone surrogates, and line separators.
const HIDDEN = new RegExp(`(${READ})|[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]`, 'gu')
const SPECIAL = /[<>:"|?*]/g
// Names that Windows reserves for devices.
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** A name for display and saving: of a single file, readable, and of limited length. */
export function cleanName(given: string): string {
  const last = given.split(/[/\\]/).findLast((part) => !/^\s*\.*\s*$/.test(part)) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(HIDDEN, (_character, read: string | undefined) => read ?? '')
    .replace(SPECIAL, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(DEVICE, '_$1')
  if (plain === '') return NAMELESS
  const { stem, extension } = split(plain)
  const room = NAME_MAX - (extension ? extension.length + 1 : 0)
  return joined(cut(stem, room), extension)
}

// Programs that a double click runs, with their required types.
const PROGRAMS = new Map([
  ...['exe', 'com', 'scr', 'pif', 'cpl'].map((extension) => [extension, 'exe'] as const),
  ['lnk', 'lnk'],
  ['msi', 'cfb'],
  ['jar', 'zip'],
  ['swf', 'swf'],
])
// Pages and scripts that are text.
const SCRIPTS = new Set(
  `html htm xhtml xht shtml mht mhtml svg hta js jse mjs cjs vbs vbe wsf wsh wsc sct ps1 psm1 bat cmd sh bash command
  php py pl rb url scf inf reg`.split(/\s+/),
)
// Programs may have any of these extensions in addition to their own.
const PROGRAM_NAMES = new Set(['', 'bin', 'dat'])

/**
 * The name with an extension that is not misleading. It changes in two cases only: the content would be displayed or run and
 * the extension names another type, or the extension would run and the content is of another type.
 */
export function honestName(name: string, { contentType, extension }: Found): string {
  const claimed = extensionOf(name)
  const isSame = isSameKind(claimed, extension)
  if (isShownInline(contentType)) return isSame ? name : withEnd(name, extension)
  if (isProgram(contentType))
    return isSame || PROGRAM_NAMES.has(claimed) || /^\d+$/.test(claimed) ? name : withEnd(name, extension)
  if (SCRIPTS.has(claimed)) return contentType.startsWith('text/') ? name : withEnd(name, extension)
  const program = PROGRAMS.get(claimed)
  return program === undefined || isSameKind(program, extension) ? name : withEnd(name, extension)
}

function isProgram(contentType: string): boolean {
  return /\b(x-msdownload|x-elf|x-mach-binary|x\.ms\.shortcut|x-shockwave-flash|java-vm)$/.test(contentType)
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

/** Limits the number of code units without splitting a surrogate pair. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')
}
