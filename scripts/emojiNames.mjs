/**
 * Writes the names of emoji for a language that `emojibase-data` lacks, from Unicode's CLDR, into the folder of the language:
 *
 *   npm pack cldr-annotations-full cldr-annotations-derived-full   # and unpack both into a folder
 *   node scripts/emojiNames.mjs <code> <that folder>
 *
 * The names of the groups are kept if the file has them; otherwise they are English, to be translated by hand.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const [code, folder] = process.argv.slice(2)
if (!code || !folder) throw new Error('node scripts/emojiNames.mjs <code> <folder>')
const client = new URL('../client/', import.meta.url)
const json = (file) => JSON.parse(readFileSync(file, 'utf8'))

const plain = json(`${folder}/cldr-annotations-full/annotations/${code}/annotations.json`)
const derived = json(`${folder}/cldr-annotations-derived-full/annotationsDerived/${code}/annotations.json`)
const { version } = json(`${folder}/cldr-annotations-full/package.json`)
const found = { ...derived.annotationsDerived.annotations, ...plain.annotations.annotations }
const data = new URL('node_modules/emojibase-data/en/', client)

const names = {}
for (const { emoji, group } of json(new URL('data.json', data))) {
  const { tts, default: tags = [] } = found[emoji] ?? found[emoji.replaceAll('\u{FE0F}', '')] ?? {}
  if (group === undefined || !tts) continue
  names[emoji.replaceAll('\u{FE0F}', '')] = [tts[0], ...tags.filter((tag) => tag !== tts[0])].join('|')
}

const file = new URL(`src/languages/${code}/emoji.json`, client)
const known = existsSync(file) ? json(file).groups : {}
const groups = Object.fromEntries(
  json(new URL('messages.json', data)).groups.map(({ key, message }) => [key, known[key] ?? message]),
)
const source = `Unicode CLDR ${version}, © Unicode, Inc., https://www.unicode.org/license.txt`
writeFileSync(file, `${JSON.stringify({ source, groups, names }, null, 1)}\n`)
