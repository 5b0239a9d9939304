import { expect, test } from '@jest/globals'
import { fireEvent, render } from '@testing-library/react'
import fc from 'fast-check'
import { MentionedContext } from '../notifications/Mentions.tsx'
import { isOnlyEmoji } from './emoji.ts'
import { HOSTILE } from './hostile.fixture.ts'
import { MessageText } from './MessageText.tsx'

const show = (text: string) => render(<MessageText text={text} />).container

test.each(HOSTILE.map((text) => [text]))('nothing of %j comes alive', (text) => {
  const shown = show(text)
  expect(
    shown.querySelector('script, iframe, object, embed, img, svg, style, form, input, link, meta, base, video, audio'),
  ).toBeNull()
  for (const element of shown.querySelectorAll('*')) {
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$|^srcdoc$|^formaction$/)
  }
  for (const link of shown.querySelectorAll('a')) {
    expect(link.getAttribute('href')).toMatch(/^(https?:|mailto:)/)
    expect(link.rel).toBe('noopener noreferrer')
  }
  expect(shown.textContent).toBe(text)
})

test('has at least 100 hostile texts', () => {
  expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(100)
})

test.each([
  '3~5 days, 100~200 euro',
  '\\\\fileserver\\share\\_docs',
  '1. yes\n3. no\n5. maybe',
  '```first line\nsecond\n```',
  '```\nconst a = `b`\n```\nafter',
  '```\nnever closed',
  '30*20*10 cm',
  '*100*1#',
  '+ 49 170 1234567',
  '- 5 degrees',
  '# 12',
  'Subject\n--\nAnn',
  'a\tb\t\tc  d   e ',
  '  indented\n\n\n\nfour lines on  \n',
  '|a|b|\n|-|-|\n|1|2|3|',
  '<b>tag</b> and &amp; &#106;',
  '[ref]: http://example.com',
  '![a cat](http://example.com/cat.png)',
  'a <!-- b --> c',
  '> quoted\n>> twice',
  '~~~\nx\n~~~',
  'line\r\nline\r\n',
  '**bold** __bold__ _em_ ~~gone~~',
  'it`s 5 o`clock, `code` and ``two``',
  'שלום **עולם**\u202E abc',
  '👨‍👩‍👧 \u{10FFFF}\u{E0001} \u00A0nbsp\u2003em',
])('is shown as it was typed: %j', (text) => {
  expect(show(text).textContent).toBe(text)
})

test('shows any plain text in any script as it was typed', () => {
  const mark = fc.constantFrom(
    ...[
      '`',
      '```',
      '\n```\n',
      '|',
      '~',
      '*',
      '_',
      '\\',
      '#',
      '-',
      '+',
      '1.',
      '>',
      '[',
      '](',
      '<',
      '&amp;',
      '\t',
      '  ',
      '\n',
      '\r\n',
      '\n\n',
    ],
    ...[
      'https://',
      'www.',
      '.com',
      '@',
      'mailto:',
      'שלום',
      'سلام',
      '。',
      '…',
      '\u202E',
      '\u200B',
      '👩🏽‍🚀',
      '🇩🇪',
      'e\u0301',
      '한국',
      '𝔘',
      'a',
      ' ',
    ],
  )
  const text = fc
    .array(fc.oneof(mark, fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 8 })), {
      maxLength: 40,
    })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (typed) => {
      const { container, unmount } = render(
        <MentionedContext value={['a', '한국']}>
          <MessageText text={typed} />
        </MentionedContext>,
      )
      expect(container.textContent).toBe(typed)
      unmount()
    }),
    { numRuns: 1_000 },
  )
})

test('marks up links and code', () => {
  const shown = show('see https://parley.example/a?b=1&c=2, run `npm test`:\n```sh\nnpm  test\n```\nthanks')
  const link = shown.querySelector('a')!
  expect(link.href).toBe('https://parley.example/a?b=1&c=2')
  expect(link.target).toBe('_blank')
  expect(link.rel).toBe('noopener noreferrer')
  expect([...shown.querySelectorAll('code')].map((code) => code.textContent)).toEqual([
    '`npm test`',
    '```sh\nnpm  test\n```\n',
  ])
})

test('links nothing within code', () => {
  expect(show('`https://a.example`\n```\nhttps://b.example\n```').querySelector('a')).toBeNull()
})

test('shows the real host of a misleading link', () => {
  expect(show('https://paypal.com@evil.example/x').querySelector('a')!.dataset['host']).toBe('evil.example')
  expect(show('https://paypal.com/x').querySelector('a')!.dataset['host']).toBeUndefined()
})

test('copies a selection within a message as it was typed', () => {
  const text = 'two  spaces\tand a tab,\u00A0hard space\n```\n  code\n```\nhttps://paypal.com@evil.example'
  const shown = show(text)
  getSelection()!.selectAllChildren(shown.firstElementChild!)
  const copied = new Map<string, string>()
  fireEvent.copy(shown.querySelector('pre')!, {
    clipboardData: { setData: (type: string, data: string) => copied.set(type, data) },
  })
  expect(copied).toEqual(new Map([['text/plain', text]]))
})

test('does not cut links or characters at the end of a collapsed text', () => {
  const link = `https://a.example/${'x'.repeat(50)}`
  const begin = (text: string, limit: number) => render(<MessageText text={text} limit={limit} />).container.textContent
  expect(begin(`see ${link} and more`, 10)).toBe(`see ${link}`)
  expect(begin('abc😀def', 4)).toBe('abc')
  expect(begin('abc', 10)).toBe('abc')
})

test('renders texts of any length', () => {
  const parts = [
    '[',
    '*a ',
    '`',
    '`a ',
    '```a\n',
    'http://',
    'https://a.',
    'www.a.',
    'a@',
    'a.b@c.',
    '….',
    '(((',
    'https://a.b/(',
    '。',
    '`a`',
  ]
  for (const part of parts) {
    const text = part.repeat(20_000 / part.length)
    expect(show(text).textContent).toBe(text)
  }
})

test('recognises a few emoji alone', () => {
  for (const text of ['👍', '👍🏽 ❤️', '👨‍👩‍👧', '🇩🇪', '1️⃣', '😀😀😀'])
    expect([text, isOnlyEmoji(text)]).toEqual([text, true])
  for (const text of ['', '1', '#', 'ok 👍', '😀'.repeat(40), '©x'])
    expect([text, isOnlyEmoji(text)]).toEqual([text, false])
})
