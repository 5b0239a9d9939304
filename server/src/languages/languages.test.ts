import { readdirSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { renderMail } from '../mail/render.ts'
import { isLanguage, textsOf } from './languages.ts'

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

const codes = readdirSync(new URL('./', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

test.each(codes.filter((code) => code !== 'en'))('%s says everything in its own words', (code) => {
  expect(isLanguage(code)).toBe(true)
  const [english, own] = [new Map(shown(textsOf('en'))), new Map(shown(textsOf(code)))]
  expect([...own.keys()]).toEqual([...english.keys()])
  const same = [...own].filter(([path, text]) => text === english.get(path) || text.trim() === '').map(([path]) => path)
  // Its direction, and words that are the same in both.
  expect(same.filter((path) => !['.dir', '.mails.scores.2'].includes(path))).toEqual([])
  // Who did it, and in which ticket, is said wherever English says it.
  const lost = [...english].filter(([path, text]) =>
    ['Mina', 'TC-1', 'Value', 'Other'].some((word) => text.includes(word) && !own.get(path)!.includes(word)),
  )
  expect(lost.map(([path]) => path)).toEqual([])
})

test('The language of a mail is that of the tag, or English', () => {
  expect([textsOf('de-AT').code, textsOf('AR').code, textsOf('fr').code, textsOf(null).code]).toEqual([
    'de',
    'ar',
    'en',
    'en',
  ])
  const message = { author: 'Mina', body: 'x', files: [], audience: 'staff' as const }
  const content = { desk: { name: 'Parley' }, preview: '', footer: [], texts: textsOf('ar') }
  const { html, text } = renderMail({ ...content, blocks: [{ type: 'message', message, url: 'https://desk.test/' }] })
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(text).toContain('Mina (ملاحظة داخلية):')
})
