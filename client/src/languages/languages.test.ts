import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import compile from 'icu-minify/compile'
import { emojiData } from '../../build/emoji.ts'
import { strings } from '../app/catalogue.ts'

type Strings = { [key: string]: string | Strings }

const FOLDER = new URL('./', import.meta.url)
const CODES = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() && entry.name !== 'en' ? [entry.name] : [],
)

const leaves = (texts: Strings, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )

/** What a compiled message consists of: its arguments, and the categories of its plurals. */
const partsOf = (text: string) => {
  const found = { args: new Set<string>(), plurals: [] as string[][], choices: new Map<string, string[]>() }
  const PLURAL = 2
  const SELECT = 1
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return
    const [name, kind, options] = node as [unknown, unknown, unknown]
    // Lists of parts begin with a text, which is no name if it contains more than a word, or with a part.
    const isArgument = typeof name === 'string' && /^\w+$/.test(name) && (node.length === 1 || Number(kind) > 0)
    if (!isArgument) return node.forEach((part) => visit(part))
    found.args.add(name)
    if (kind !== PLURAL && kind !== SELECT) return
    const keys = Object.keys(options as object)
    if (kind === PLURAL) found.plurals.push(keys.filter((key) => !key.startsWith('=')))
    else found.choices.set(name, keys.toSorted())
    for (const option of Object.values(options as object)) visit(option)
  }
  const message: unknown = compile(text)
  if (Array.isArray(message)) message.forEach((part) => visit(part))
  return found
}

/** What is wrong with a text in another language. */
const problemsOf = (english: string, text: string, code: string): string[] => {
  const [own, other] = [partsOf(english), partsOf(text)]
  const names = (args: Set<string>) => [...args].toSorted().join(', ')
  const needed = new Intl.PluralRules(code).resolvedOptions().pluralCategories.toSorted()
  return [
    ...(text.trim() === '' ? ['is empty'] : []),
    ...(text.includes("'") ? ['has an ASCII apostrophe, which ICU reads as a quotation mark'] : []),
    ...(names(own.args) === names(other.args) ? [] : [`has ${names(other.args)} instead of ${names(own.args)}`]),
    ...other.plurals.flatMap((keys) => {
      const missing = needed.filter((category) => !keys.includes(category))
      return missing.length > 0 ? [`has a plural without ${missing.join(', ')}`] : []
    }),
    ...[...own.choices].flatMap(([name, keys]) => {
      const choices = other.choices.get(name)
      return choices && String(choices) !== String(keys) ? [`chooses between ${choices.join(', ')} in {${name}}`] : []
    }),
  ]
}

/** What is wrong with a feature's strings in another language. */
const problemsIn = (english: Strings, texts: Strings, code: string): string[] => {
  const [own, other] = [new Map(leaves(english)), new Map(leaves(texts))]
  return [
    ...[...own.keys()].filter((key) => !other.has(key)).map((key) => `${key} is missing`),
    ...[...other.keys()].filter((key) => !own.has(key)).map((key) => `${key} does not exist in English`),
    ...[...own].flatMap(([key, text]) => {
      const translated = other.get(key)
      return translated === undefined ? [] : problemsOf(text, translated, code).map((problem) => `${key} ${problem}`)
    }),
  ]
}

const read = async (code: string, feature: string): Promise<Strings> =>
  ((await import(`./${code}/${feature}.ts`)) as { default: Strings }).default

test.each(CODES)('%s has every text, with the arguments and the plural forms that it needs', async (code) => {
  const files = readdirSync(new URL(`${code}/`, FOLDER)).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? [])
  expect(files.toSorted()).toEqual([...Object.keys(strings), 'language'].toSorted())
  const problems: string[] = []
  for (const [feature, english] of Object.entries(strings))
    problems.push(
      ...problemsIn(english, await read(code, feature), code).map(
        (problem) => `languages/${code}/${feature}.ts: ${problem}`,
      ),
    )
  expect(problems).toEqual([])
})

test('The check finds what is missing, left over, or has other arguments', () => {
  const english = { a: '{count, plural, one {# day} other {# days}} for {name}', b: { c: 'Save' } }
  expect(problemsIn(english, { a: english.a, b: { c: 'Speichern' } }, 'de')).toEqual([])
  expect(problemsIn(english, { a: english.a, b: {} }, 'de')).toEqual(['b.c is missing'])
  expect(problemsIn(english, { a: english.a, b: { c: 'Speichern', d: '' } }, 'de')).toEqual([
    'b.d does not exist in English',
  ])
  expect(problemsIn(english, { a: '{count, plural, one {# Tag} other {# Tage}}', b: english.b }, 'de')).toEqual([
    'a has count instead of count, name',
  ])
  expect(problemsIn(english, { ...english, a: '{count, plural, one {يوم} other {# أيام}} {name}' }, 'ar')).toEqual([
    'a has a plural without few, many, two, zero',
  ])
})

test.each(CODES)('%s names all emoji and their groups, each differently', (code) => {
  const [english, own] = [emojiData('en'), emojiData(code)]
  const byEmoji = new Map(own.emojis.map((each) => [each.emoji, each]))
  expect(own.emojis.map(({ emoji }) => emoji).toSorted()).toEqual(english.emojis.map(({ emoji }) => emoji).toSorted())
  // Some are the same in two languages: “Ninja”, “Yin Yang”.
  const same = english.emojis.filter(({ emoji, label }) => byEmoji.get(emoji)!.label === label)
  expect(same.length).toBeLessThan(english.emojis.length / 20)
  expect(new Set(own.emojis.map(({ label }) => label)).size).toBe(own.emojis.length)
  expect(own.categories.map(({ index }) => index)).toEqual(english.categories.map(({ index }) => index))
  expect(own.categories.filter(({ label }, index) => label === english.categories[index]!.label)).toEqual([])
})

test('Emoji are found by what people call them, also without accents and hamza', () => {
  const find = (code: string, text: string) =>
    emojiData(code).emojis.flatMap(({ emoji, label, tags }) =>
      [label, ...tags].some((each) => each.toLowerCase().includes(text)) ? [emoji] : [],
    )
  expect(find('ar', 'كركند')).toEqual(['🦞'])
  expect(find('ar', 'ألمانيا')).toContain('🇩🇪')
  expect(find('ar', 'المانيا')).toContain('🇩🇪')
  expect(find('de', 'bär')).toContain('🐻')
  expect(find('de', 'bar')).toContain('🐻')
})

/** What only programs cause, what the page answers by doing something else, and what the sentence for any failure of its form says. */
const UNWORDED = [
  ...['VIEWER_MISMATCH', 'UNAUTHENTICATED', 'BAD_USER_INPUT', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
  ...['INVALID_ORIGIN', 'INVALID_EMAIL_OR_PASSWORD', 'INVALID_BACKUP_CODE', 'ACCOUNT_TEMPORARILY_LOCKED'],
  ...['AUTHENTICATION_FAILED', 'CHALLENGE_NOT_FOUND'],
]

test('The client has words for every code of signing in and of the hand-over', () => {
  const docs = readFileSync(new URL('../../../docs/errors.md', FOLDER), 'utf8')
  const section = docs.slice(docs.indexOf('\nSign-in ('), docs.indexOf('\n## Feeds'))
  const codes = section
    .split('\n')
    .flatMap((line) => (line.startsWith('| `') ? line.split('|')[1]!.match(/\w+/g)! : []))
  expect(codes).toEqual(expect.arrayContaining(['WEAK_PASSWORD', 'HANDOVER_EXPIRED']))
  const sources = ['viewer', 'account', 'people', 'setup', 'shops'].flatMap((feature) => {
    const folder = new URL(`../${feature}/`, FOLDER)
    return readdirSync(folder)
      .filter((file) => /(?<!\.test|\.generated)\.tsx?$/.test(file))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  })
  const unworded = codes.filter((code) => !sources.some((source) => new RegExp(`\\b${code}\\b`).test(source)))
  expect(unworded.filter((code) => !UNWORDED.includes(code))).toEqual([])
})
