import { expect, test } from '@jest/globals'
import { linksIn, safeAddress } from './links.ts'

/** The links in a text as they are typed; `typed → address` where the address differs from `typed` and `typed/`. */
const found = (text: string): string[] =>
  linksIn(text).map(({ start, end, href }) => {
    const typed = text.slice(start, end)
    return [typed, `${typed}/`].includes(href) ? typed : `${typed} → ${href}`
  })

test.each<[string, string[]]>([
  // Schemes
  ['http://a.example and HTTPS://b.example/x', ['http://a.example', 'HTTPS://b.example/x → https://b.example/x']],
  ['mailto:ann@a.example', ['mailto:ann@a.example']],
  ['ftp://a.example javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x', []],
  ['//a.example/x', []],
  ['blob:https://a.example/x', ['https://a.example/x']],
  // Ports, fragments, queries, hosts of every kind
  ['http://localhost:3000/path', ['http://localhost:3000/path']],
  ['https://a.example:8443/x?y=1&z=2#top', ['https://a.example:8443/x?y=1&z=2#top']],
  ['http://192.168.0.1:8080/admin', ['http://192.168.0.1:8080/admin']],
  ['http://[2001:db8::1]:8080/x', ['http://[2001:db8::1]:8080/x']],
  ['https://a.example/#/route/1', ['https://a.example/#/route/1']],
  ['https://a.example/?q=a+b%20c', ['https://a.example/?q=a+b%20c']],
  ['https://sub.domain.co.uk/~user/', ['https://sub.domain.co.uk/~user/']],
  // Trailing punctuation
  ['See https://a.example/x.', ['https://a.example/x']],
  [
    'https://a.example/x, https://a.example/y; https://a.example/z!',
    ['https://a.example/x', 'https://a.example/y', 'https://a.example/z'],
  ],
  ['https://a.example/x?', ['https://a.example/x']],
  ['https://a.example/x...', ['https://a.example/x']],
  ['https://a.example/x…', ['https://a.example/x']],
  ['https://a.example…', ['https://a.example']],
  ['https://a.example/x:', ['https://a.example/x:']],
  ['https://a.example/x_', ['https://a.example/x_']],
  ['https://a.example/x-', ['https://a.example/x-']],
  ['https://a.example/x/', ['https://a.example/x/']],
  ['https://a.example/a.b,c;d', ['https://a.example/a.b,c;d']],
  // Brackets and quotes
  ['(https://a.example/x)', ['https://a.example/x']],
  [
    'https://en.wikipedia.org/wiki/Rust_(programming_language)',
    ['https://en.wikipedia.org/wiki/Rust_(programming_language)'],
  ],
  ['(see https://en.wikipedia.org/wiki/Rust_(game))', ['https://en.wikipedia.org/wiki/Rust_(game)']],
  ['<https://a.example/x>', ['https://a.example/x']],
  ['[https://a.example/x]', ['https://a.example/x']],
  ['[text](https://a.example/x)', ['https://a.example/x']],
  ['"https://a.example/x"', ['https://a.example/x']],
  ["'https://a.example/x'", ['https://a.example/x']],
  ['“https://a.example/x”', ['https://a.example/x']],
  ['«https://a.example/x»', ['https://a.example/x']],
  ['„https://a.example/x“.', ['https://a.example/x']],
  ['‘https://a.example/x’', ['https://a.example/x']],
  // Chinese, Japanese, Korean: no spaces, and punctuation of their own
  ['https://example.com/help。谢谢', ['https://example.com/help']],
  ['请看https://example.com/help，谢谢', ['https://example.com/help']],
  ['（https://example.com/help）', ['https://example.com/help']],
  ['「https://example.com/help」を見て', ['https://example.com/help']],
  ['詳細はhttps://example.com/help、または電話で', ['https://example.com/help']],
  ['https://example.com/a！https://example.com/b？', ['https://example.com/a', 'https://example.com/b']],
  ['《https://example.com/help》', ['https://example.com/help']],
  [
    '링크:https://example.com/help입니다.',
    ['https://example.com/help입니다 → https://example.com/help%EC%9E%85%EB%8B%88%EB%8B%A4'],
  ],
  ['https://example.com　次', ['https://example.com']],
  // Other scripts
  ['انظر https://example.com/help، شكرا', ['https://example.com/help']],
  ['https://example.com/help؟', ['https://example.com/help']],
  ['देखें https://example.com/help।', ['https://example.com/help']],
  ['https://example.com/help।धन्यवाद', ['https://example.com/help']],
  ['שלום https://example.com/help שלום', ['https://example.com/help']],
  ['Տես https://example.com/help։', ['https://example.com/help']],
  [
    'ดูที่https://example.com/helpครับ',
    ['https://example.com/helpครับ → https://example.com/help%E0%B8%84%E0%B8%A3%E0%B8%B1%E0%B8%9A'],
  ],
  [
    'https://ru.wikipedia.org/wiki/Ссылка',
    ['https://ru.wikipedia.org/wiki/Ссылка → https://ru.wikipedia.org/wiki/%D0%A1%D1%81%D1%8B%D0%BB%D0%BA%D0%B0'],
  ],
  // International domains
  [
    'https://пример.рф/помощь',
    ['https://пример.рф/помощь → https://xn--e1afmkfd.xn--p1ai/%D0%BF%D0%BE%D0%BC%D0%BE%D1%89%D1%8C'],
  ],
  ['Сайт пример.рф, смотрите', ['пример.рф → https://xn--e1afmkfd.xn--p1ai/']],
  ['приклад.укр', ['приклад.укр → https://xn--80aikifvh.xn--j1amh/']],
  ['https://bücher.example/x', ['https://bücher.example/x → https://xn--bcher-kva.example/x']],
  ['https://例え.テスト', ['https://例え.テスト → https://xn--r8jz45g.xn--zckzah/']],
  // Bare domains
  ['www.example.com/x', ['www.example.com/x → https://www.example.com/x']],
  ['example.com', ['example.com → https://example.com/']],
  ['bahn.de/tickets.', ['bahn.de/tickets → https://bahn.de/tickets']],
  ['It is done.It works. Hello.My name', []],
  ['notes.md main.rs run.sh invoice.pdf photo.jpg a.zip 1.5 3.14 v1.2.3', []],
  ['e.g. i.e. etc. a.m. p.m.', []],
  ['12.03.2026 10:30 1.2.3.4', []],
  ['C:\\Users\\ann \\\\fileserver\\share', []],
  // E-mail addresses
  ['ann@example.com', ['ann@example.com → mailto:ann@example.com']],
  ['Ann <ann.lee+tag@mail.example.co.uk>', ['ann.lee+tag@mail.example.co.uk → mailto:ann.lee+tag@mail.example.co.uk']],
  [
    'ann@example.com, bob@example.com.',
    ['ann@example.com → mailto:ann@example.com', 'bob@example.com → mailto:bob@example.com'],
  ],
  ['@ann and me@home', []],
  // Invisible characters do not become part of an address
  ['https://a.example/x\u200B\u200Bmore', ['https://a.example/x']],
  ['https://a.example/\u202Egro.elpmaxe', ['https://a.example/']],
  ['https://a.example/x\uFEFF', ['https://a.example/x']],
])('%j', (text, links) => {
  expect(found(text)).toEqual(links)
})

test('an address keeps its whole length, or is not linked', () => {
  const long = `https://a.example/${'x'.repeat(19_000)}`
  expect(found(long)).toEqual([long])
})

test.each([
  ['https://paypal.com@evil.example/login', 'evil.example'],
  ['https://paypal.com:443@evil.example', 'evil.example'],
  ['http://2130706433/', '127.0.0.1'],
  ['http://0x7f.0.0.1/', '127.0.0.1'],
  // Cyrillic letters that look like Latin ones
  ['https://аррӏе.com', 'xn--80ak6aa92e.com'],
  ['https://pаypal.com/x', 'xn--pypal-4ve.com'],
  ['https://ｅｘａｍｐｌｅ.com', 'example.com'],
  ['https://ɢoogle.com', 'xn--oogle-wmc.com'],
  ['https://paypal.com\\@evil.example', null],
  ['https://paypal.com⁄login.evil.example', 'paypal.xn--comlogin-g03d.evil.example'],
  ['https://a.example:443/x', null],
  ['https://A.Example', null],
  ['https://пример.рф', null],
  ['https://www.пример.рф', null],
  ['https://bücher.example', null],
  ['https://例え.jp', null],
  ['https://xn--80ak6aa92e.com', null],
  ['ann@bücher.example', null],
])('the host of %s is shown as %j', (text, host) => {
  expect(linksIn(text)[0]!.realHost).toBe(host)
})

test('only http, https and mailto are addresses', () => {
  expect(safeAddress('https://a.example/')).toBe('https://a.example/')
  expect(safeAddress('mailto:a@b.example')).toBe('mailto:a@b.example')
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '/x',
    'blob:x',
    '',
  ]) {
    expect(safeAddress(bad)).toBeNull()
  }
})
