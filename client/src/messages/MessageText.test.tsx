import { expect, test } from '@jest/globals'
import { render } from '@testing-library/react'
import { isOnlyEmoji, safeAddress } from './markdown.ts'
import { MessageText } from './MessageText.tsx'
import { HOSTILE } from './hostile.fixture.ts'

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
})

test('there are at least 100 hostile texts', () => {
  expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(100)
})

test('markdown becomes elements', () => {
  const shown = show('**bold** _em_ ~~gone~~ `code`\nnext\n\n- one\n- two\n\n> quoted\n\n```\nblock\n```')
  for (const name of ['strong', 'em', 'del', 'code', 'br', 'ul > li', 'blockquote', 'pre']) {
    expect(shown.querySelector(name)).not.toBeNull()
  }
})

test('bare addresses are linked, and open elsewhere without a trace', () => {
  const link = show('see https://parley.example/a?b=1&c=2, please').querySelector('a')!
  expect(link.href).toBe('https://parley.example/a?b=1&c=2')
  expect(link.target).toBe('_blank')
  expect(link.rel).toBe('noopener noreferrer')
})

test.each([
  '<b>tag</b> and &amp;',
  '[ref]: http://example.com',
  '![a cat](http://example.com/cat.png)',
  'a <!-- b --> c',
  '1 < 2 && 3 > 2',
])('what is not markdown stays as it was typed: %s', (text) => {
  expect(show(text).textContent).toBe(text)
})

test('texts that overflow a parser are shown as they were typed', () => {
  const text = '>'.repeat(20_000)
  expect(show(text).textContent).toBe(text)
})

test('no text takes long', () => {
  const start = performance.now()
  for (const part of ['[', '*a ', '_a', '![', '[a](', '<', '~~a ', '**a *b ']) show(part.repeat(20_000 / part.length))
  expect(performance.now() - start).toBeLessThan(60_000)
})

test('a few emoji alone are emoji', () => {
  for (const text of ['👍', '👍🏽 ❤️', '👨‍👩‍👧', '🇩🇪', '1️⃣', '😀😀😀'])
    expect([text, isOnlyEmoji(text)]).toEqual([text, true])
  for (const text of ['', '1', '#', 'ok 👍', '😀'.repeat(40), '©x'])
    expect([text, isOnlyEmoji(text)]).toEqual([text, false])
})

test('only http, https and mailto are addresses', () => {
  expect(safeAddress('https://a.example/')).toBe('https://a.example/')
  expect(safeAddress('mailto:a@b.example')).toBe('mailto:a@b.example')
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '/relative',
    'blob:x',
    '',
  ]) {
    expect(safeAddress(bad)).toBeNull()
  }
})
