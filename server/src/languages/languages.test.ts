import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { renderMail } from '../mail/render.ts'
import { inRequest, noteLanguage } from '../platform/requestScope.ts'
import { isLanguage, setDeskLanguage, textsOf } from './languages.ts'
import { currentLanguage, MESSAGES, translated } from './translated.ts'

/** Every text of a language with the same values, by its path; functions are called with them. */
const shown = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'function')
    return Object.entries(value as object).flatMap(([key, one]) => shown(one, `${path}.${key}`))
  const isSentence = path.includes('.sentences.')
  const words = { who: 'Mina', actor: 'Mina', ticket: 'TC-1', yourTicket: 'TC-1', isYours: false, request: 'X' }
  const call = value as (...args: unknown[]) => unknown
  if (!isSentence) return shown(call('Value', 'Other'), path)
  return [1, 2, 5, 11].flatMap((count) => shown(call({ ...words, count, data: { to: '4' } }), `${path}/${count}`))
}

/** What may be the same in two languages. */
const SAME =
  /^\.dir$|\.scores\.2$|\.comma$|\.mails\.roles\.|^\.page\.(locale|gap|and|team|shop|status|system|unknownUser)$|^\.page\.\w+\.(person|after)$/
/** English shows these as they are stored. */
const OWN = /^\.page\.values\./

const codes = readdirSync(new URL('./', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

test.each(codes.filter((code) => code !== 'en'))('%s says everything in its own words', (code) => {
  expect(isLanguage(code)).toBe(true)
  const [english, own] = [new Map(shown(textsOf('en'))), new Map(shown(textsOf(code)))]
  expect([...own.keys()].filter((path) => !OWN.test(path))).toEqual([...english.keys()])
  const same = [...own].filter(([path, text]) => text === english.get(path) || text.trim() === '').map(([path]) => path)
  // Its direction, and words that are the same in both.
  expect(same.filter((path) => !SAME.test(path))).toEqual([])
  // Who did it, and in which ticket, is said wherever English says it.
  const lost = [...english].filter(([path, text]) =>
    ['Mina', 'TC-1', 'Value', 'Other'].some((word) => text.includes(word) && !own.get(path)!.includes(word)),
  )
  expect(lost.map(([path]) => path)).toEqual([])
})

test('The language of a mail is that of the tag, or the desk’s', () => {
  expect([textsOf('de-AT').code, textsOf('AR').code, textsOf('fr').code, textsOf(null).code]).toEqual([
    'de',
    'ar',
    'en',
    'en',
  ])
  setDeskLanguage('ar')
  expect([textsOf(null).code, textsOf('fr').code, textsOf('en-GB').code, textsOf('de').code]).toEqual([
    ...['ar', 'ar', 'en', 'de'],
  ])
  setDeskLanguage('en')
  const message = { author: 'Mina', body: 'x', files: [], audience: 'staff' as const }
  const content = { desk: { name: 'Parley' }, preview: '', footer: [], texts: textsOf('ar') }
  const { html, text } = renderMail({ ...content, blocks: [{ type: 'message', message, url: 'https://desk.test/' }] })
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(text).toContain('Mina (ملاحظة داخلية):')
})

/** A message after its code, or after the status of a page that is opened in a browser. */
const AFTER_CODE = /(?:'([A-Z][A-Z_]+)'|\btell\(req, res, (\d+)),\s*$/
/** Codes that only programs cause. Those of sign-in are worded by the client, by their codes (`client/src/languages/languages.test.ts`). */
const CODES_OF_PROGRAMS =
  /^(INSUFFICIENT_SCOPE|QUERY_TOO_COMPLEX|PERSISTED_DOCUMENT_\w+|UNSUPPORTED_MEDIA_TYPE|PAYLOAD_TOO_LARGE|INVALID_ORIGIN)$/
const NOT_MESSAGES = /(description:|new (Start)?Error\(|text:|AuthRefusal\(\d+, '[A-Z_]+',)\s*$/
/** What nobody reads on a screen: the answers to programs that bring mails and reports of text messages. */
const FOR_PROGRAMS = /inboundMails\/|sms\/handler|platform\/database\/transaction|platform\/userError|viewer\/handover/
/** BAD_USER_INPUT that no screen of ours can cause: a mistake in a program, which its author reads. Everything else has translations. */
const MISTAKES_OF_PROGRAMS = new Set([
  'The page cursor belongs to another list.',
  'The page cursor belongs to another ticket.',
  'A page has at most {} entries: `{}` was {}.',
  'Use either `first` or `last`, not both.',
  'An offset cannot be negative.',
  'A position cannot be negative.',
  'This is not a valid id.',
  'This is not a valid ticket id.',
  'Pass either `id` or `number`.',
  'The `documentId` is a string.',
  'The `documentId` is not the SHA-256 of `query`.',
  'At most {} messages can be looked up at once.',
  'Files can only be read with GET.',
  'Use GET.',
  'Use GET or POST.',
])
const LITERAL = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g

/** A message without the names of its values. */
const formOf = (message: string): string =>
  message.replaceAll('\\`', '`').replace(/\$?\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, '{}')

const isRead = (found: RegExpExecArray | null): boolean => found !== null && !CODES_OF_PROGRAMS.test(found[1] ?? '')

/** All texts of a source, and those of them that people may read in errors, as forms. */
function textsIn(name: string, source: string): { all: string[]; read: string[] } {
  const literals = [...source.matchAll(LITERAL)].flatMap((found) => {
    const text = found[1] ?? found[2]
    return text === undefined
      ? []
      : [{ form: formOf(text), before: source.slice(Math.max(0, found.index - 80), found.index) }]
  })
  const throws = /\bUserError\b/.test(source) && !/schema[\w.]*\.ts$/.test(name)
  const isMessage = ({ form, before }: { form: string; before: string }) =>
    /^[A-Z`{“][^\n]* [^\n]*\.$/.test(form) &&
    !NOT_MESSAGES.test(before) &&
    !MISTAKES_OF_PROGRAMS.has(form) &&
    (isRead(AFTER_CODE.exec(before)) || throws)
  const missing = [...source.matchAll(/notFound\('([^']+)'/g)].map(([, what]) => `There is no such ${what}.`)
  const read = FOR_PROGRAMS.test(name) ? [] : literals.filter(isMessage).map(({ form }) => form)
  return { all: [...literals.map(({ form }) => form), ...missing], read: [...read, ...missing] }
}

const src = new URL('../', import.meta.url)
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(
    (name) =>
      /(?<!\.test)\.ts$/.test(name) && !/^(generated|languages|seeding|importing|backup|doctor|cli)\//.test(name),
  )
  .map((name) => textsIn(name, readFileSync(new URL(name, src), 'utf8')))

test.each(Object.entries(MESSAGES))(
  'every error that people read has a message in %s, and no message is left over',
  (_code, messages) => {
    const forms = new Set(Object.keys(messages).map(formOf))
    const read = new Set(sources.flatMap((texts) => texts.read))
    expect(read.size).toBeGreaterThan(250)
    expect([...read].filter((form) => !forms.has(form))).toEqual([])
    const all = new Set(sources.flatMap((texts) => texts.all))
    expect([...forms].filter((form) => !all.has(form))).toEqual([])
    const placesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
    expect(
      Object.entries(messages).filter(
        ([english, text]) => placesOf(english).join(' ') !== placesOf(text).join(' ') || english === text,
      ),
    ).toEqual([])
  },
)

test('The check finds new texts of errors', () => {
  const source = "throw new UserError('CONFLICT', `${name} was faster by ${count} s.`)\nif (!it) throw notFound('lamp')"
  expect(textsIn('x.ts', source).read).toEqual(['{} was faster by {} s.', 'There is no such lamp.'])
  const others = [
    "throw new RequestError('BAD_USER_INPUT', `At most ${n} lamps.`)",
    "tell(req, res, 410, 'It is off.')",
    "throw new RequestError('QUERY_TOO_COMPLEX', 'Too many lamps.')",
    "throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')",
  ]
  expect(textsIn('x.ts', others.join('\n')).read).toEqual(['At most {} lamps.', 'It is off.'])
})

test('A message keeps its values, and those that can be said in the language are', () => {
  expect(translated('Mina $& {n} has claimed this ticket.', 'de')).toBe('Mina $& {n} hat dieses Ticket übernommen.')
  expect(translated('At most 1,000 tickets at once; 12,345 match.', 'de')).toBe(
    'Höchstens 1.000 Tickets auf einmal; 12.345 passen.',
  )
  expect(translated('Too many searches. Try again in 7 s.', 'ar')).toBe('عمليات بحث كثيرة. حاول بعد 7 ث.')
  expect(translated('There are at most 50 shared macros. Delete one first.', 'de')).toBe(
    'Es gibt höchstens 50 geteilte Makros. Löschen Sie zuerst eines.',
  )
  expect([translated('Enter some text.', 'en'), translated('Nobody knows this.', 'de')]).toEqual([
    'Enter some text.',
    'Nobody knows this.',
  ])
})

test('The language of a request is the chosen one, else the best of Accept-Language, else English', () => {
  const asked = (languages: string, chosen?: string) =>
    inRequest('1', () => (noteLanguage(chosen ?? null), currentLanguage()), { ip: '', languages })
  expect([asked('fr, en;q=0.5, de-AT;q=0.8'), asked('ar'), asked('*'), asked('de;q=0'), asked('ar, en', 'de')]).toEqual(
    ['de', 'ar', 'en', 'en', 'de'],
  )
  expect(currentLanguage()).toBe('en')
})
