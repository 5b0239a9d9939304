import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { authenticationOf } from './authentication.ts'
import { automaticReason } from './automatic.ts'
import { calendarReplyIn } from './calendarReply.ts'
import { openMailParser } from './mailParser.ts'
import { textsOf } from './mailText.ts'
import { parseMail } from './parseMail.ts'

describe('Authentication-Results', () => {
  const of = (...headers: string[]) => authenticationOf(headers, 'bea@shop.test', 'mx.test')

  test.each([
    ['mx.test; dmarc=pass (p=none) header.from=shop.test', 'pass'],
    ['MX.TEST 1; spf=fail smtp.mailfrom=x@list.test; dkim=pass header.d=list.test; dmarc=pass', 'pass'],
    ['mx.test; dkim=pass header.d=mail.shop.test; spf=none', 'pass'],
    ['mx.test; spf=pass smtp.mailfrom="bounce@shop.test"', 'pass'],
    ['mx.test; dmarc=fail (p=none); spf=pass smtp.mailfrom=evil.test', 'fail'],
    ['mx.test; spf=softfail smtp.mailfrom=shop.test; dkim=none', 'fail'],
    ['mx.test; spf=pass smtp.mailfrom=evil.test; dkim=pass header.d=notshop.test', 'none'],
    ['mx.test; none', 'none'],
    ['other.test; dmarc=pass', 'none'],
    ['(mx.test) other.test; dmarc=pass', 'none'],
    ['other.test (; mx.test); dmarc=pass', 'none'],
    ['mx.test; spf=fail (dmarc=pass) smtp.mailfrom=shop.test', 'fail'],
  ])('%s: %s', (header, expected) => expect(of(header)).toBe(expected))

  test('the topmost result is used: a forged one further down is older', () => {
    expect(of('mx.test; dmarc=fail', 'mx.test; dmarc=pass')).toBe('fail')
  })
  test('without a trusted server nothing is checked', () => {
    expect(authenticationOf(['mx.test; dmarc=fail'], 'a@b.test', undefined)).toBe('unchecked')
  })
})

describe('text', () => {
  const replyTo = (text: string, subject = 'Re: x') => textsOf({ text, subject }).replyText

  test.each([
    ['Thanks!\n\nOn Mon, Jun 1, 2026 at 10:00 AM Desk <desk@x.test> wrote:\n> Hello\n> there', 'Thanks!'],
    ['Danke!\n\nAm 01.06.26 um 10:00 schrieb Desk:\n> Hallo', 'Danke!'],
    ['Merci !\n\nLe lun. 1 juin 2026 à 10:00, Desk <desk@x.test> a écrit :\n> Bonjour', 'Merci !'],
    ['Yes.\r\n\r\n-- \r\nBea\r\nShop Ltd', 'Yes.'],
    ['Yes.\n\nSent from my iPhone', 'Yes.'],
    ['> only\n> quotes', '> only\n> quotes'],
    ['a\0b\u0007c\r\rd\ud800', 'abc\n\nd\ufffd'],
  ])('%j becomes %j', (text, expected) => expect(replyTo(text)).toBe(expected))

  test('a forwarded mail keeps what it forwards', () => {
    const text = 'See below.\n\nOn Mon, Jun 1, 2026 at 10:00 AM Shop <shop@x.test> wrote:\n> Your order\n'
    expect(replyTo(text, 'Fwd: Your order')).toContain('> Your order')
  })
  test('HTML becomes text, with its quotes left out', () => {
    const html = `<style>p{}</style><p>Hello <b>there</b>,<br>see <a href="https://x.test/a">this</a>.</p><img src="data:image/png;base64,AAAA">
      <div>On Mon, Jun 1, 2026 at 10:00 AM Desk &lt;desk@x.test&gt; wrote:<blockquote>Old <i>text</i></blockquote></div>`
    expect(textsOf({ html }).replyText).toBe('Hello there,\nsee this (https://x.test/a).')
  })
  test('a long text without quotes is kept whole', () => {
    const text = 'Line of text.\n'.repeat(6_000).trim()
    expect(replyTo(text)).toBe(text)
  })
})

test('a reply to an invitation is read from its calendar file', () => {
  const calendar = (method: string, partstat: string) =>
    Buffer.from(
      `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:${method}\r\nBEGIN:VEVENT\r\nUID:1@desk\r\nSEQUENCE:2\r\nDTSTAMP:20260601T100000Z\r\nATTENDEE;PARTSTAT=${partstat};CN="Bea, B":mailto:Bea@Shop.test\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    )
  const read = (bytes: Buffer) => calendarReplyIn([{ name: 'invite.ics', type: 'text/calendar', bytes }])
  expect(read(calendar('REPLY', 'ACCEPTED'))).toEqual({
    uid: '1@desk',
    attendee: 'bea@shop.test',
    partstat: 'ACCEPTED',
    sequence: 2,
  })
  expect(read(calendar('REQUEST', 'ACCEPTED'))).toBeNull()
  expect(read(calendar('REPLY', 'NEEDS-ACTION'))).toBeNull()
  expect(read(Buffer.from('BEGIN:VCALENDAR\r\nMETHOD:REPLY'))).toBeNull()
})

test.each([
  ['iso-2022-jp', '1b244224332473244b2441244f1b2842', 'こんにちは'],
  ['windows-1251', 'cff0e8e2e5f2', 'Привет'],
  ['gb18030', 'c4e3bac3', '你好'],
  ['koi8-r', 'f0d2c9d7c5d4', 'Привет'],
  ['iso-8859-15', 'a4', '€'],
  ['no-such-charset', '706c61696e', 'plain'],
])('a mail in %s is decoded', async (charset, body, expected) => {
  const head = `From: a@b.test\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`
  const { text } = await parseMail(Buffer.concat([Buffer.from(head), Buffer.from(body, 'hex')]))
  expect(text).toBe(expected)
})

describe('malformed mails', () => {
  const parser = openMailParser()
  afterAll(() => parser.close())
  const mail = [
    'From: "Bea" <bea@shop.test>',
    'Message-ID: <1@shop.test>',
    'Subject: =?utf-8?b?SGVsbG8=?= =?bad?x?y?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>Gr=C3=BC=C3=9Fe =ZZ</p>',
    '--b',
    'Content-Type: text/calendar; method=REPLY',
    '',
    'BEGIN:VCALENDAR',
    '--b--',
  ].join('\r\n')

  test('random changes of a mail never crash the parser', async () => {
    const edit = fc.record({
      at: fc.nat(mail.length),
      cut: fc.nat(40),
      add: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\0', '\r', '\n', '\r\r\n', '--b', '=?', '<'.repeat(50), 'multipart/alternative'),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 6 }), async (edits) => {
        const raw = edits.reduce((text, { at, cut, add }) => text.slice(0, at) + add + text.slice(at + cut), mail)
        const parsed = await parseMail(Buffer.from(raw)).catch(() => null)
        if (!parsed) return
        automaticReason(parsed, null, { domain: 'desk.test', addresses: [] })
        calendarReplyIn(parsed.files)
        expect(parsed.text.includes('\0') || !parsed.text.isWellFormed()).toBe(false)
      }),
      { numRuns: 120 },
    )
  })

  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')
  test.each([
    ['nothing', ''],
    ['null bytes', '\0'.repeat(10_000)],
    ['a truncated mail', mail.slice(0, 200)],
    ['lone carriage returns', mail.replaceAll('\r\n', '\r')],
    ['headers of 3 MB', `From: a@b.test\r\nX: ${'x'.repeat(3e6)}\r\n\r\nhi`],
    ['100,000 headers', `${'X-A: 1\r\n'.repeat(1e5)}\r\nhi`],
    ['parts nested 100 levels deep', `From: a@b.test\r\n${nested(100)}`],
    ['parts nested 5,000 levels deep', `From: a@b.test\r\n${nested(5_000)}`],
    ['deep HTML', `From: a@b.test\r\nContent-Type: text/html\r\n\r\n${'<table><tr><td>'.repeat(20_000)}`],
    ['a line of a million characters', `From: a@b.test\r\n\r\n${'>'.repeat(1e6)}`],
  ])('%s ends neither the thread nor the process', async (_what, raw) => {
    const parsed = await parser.parse(Buffer.from(raw))
    expect(parsed === null || typeof parsed.text === 'string').toBe(true)
    expect((await parser.parse(Buffer.from(mail)))!.text).toBe('Grüße =ZZ')
  })

  test('a mail that takes too long ends its thread, and the next mail is parsed by another', async () => {
    const impatient = openMailParser(0)
    expect(await impatient.parse(Buffer.from(mail))).toBeNull()
    await impatient.close()
    expect((await parser.parse(Buffer.from(mail)))!.subject).toMatch(/^Hello/)
  })
})
