import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { emailForms, normalizeEmail } from './emailAddress.ts'

test.each([
  ['Mara@Desk.Example', 'mara@desk.example'],
  [' mara@desk.example. ', 'mara@desk.example'],
  ['taro..x@carrier.example', 'taro..x@carrier.example'],
  ['taro.@carrier.example', 'taro.@carrier.example'],
  ['info@bücher.example', 'info@xn--bcher-kva.example'],
  ['info@BÜCHER.example', 'info@xn--bcher-kva.example'],
  ['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
  ['почта@пример.рф', 'почта@xn--e1afmkfd.xn--p1ai'],
  ['見本@例え。jp', '見本@xn--r8jz45g.jp'],
  ['José@desk.example', 'josé@desk.example'],
  ["o'brien+desk/1@mail.desk.example", "o'brien+desk/1@mail.desk.example"],
])('%s is stored as %s', (typed, kept) => {
  expect(normalizeEmail(typed)).toBe(kept)
})

test.each([
  '',
  'mara',
  '@desk.example',
  'mara@',
  'mara@localhost',
  'mara@127.0.0.1',
  'mara@[::1]',
  'mara@desk..example',
  'mara@-desk.example',
  'mara@desk.example/x',
  'mara@desk.example?x',
  'mara@desk.example:25',
  'ma ra@desk.example',
  'ma\u200bra@desk.example',
  'mara@de\u200bsk.example',
  'mara@other.example@desk.example',
  'mara <mara@desk.example>',
  'mara,x@desk.example',
  'mara\0@desk.example',
  `${'m'.repeat(65)}@desk.example`,
  `mara@${'d'.repeat(64)}.example`,
  `mara@${'desk.'.repeat(50)}example`,
])('%j is not an address', (typed) => {
  expect(normalizeEmail(typed)).toBeUndefined()
})

test('normalising is idempotent, and the stored form is among its own forms', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.string({ unit: 'grapheme' }).map((text) => `${text}@bücher.example`),
      ),
      (typed) => {
        const kept = normalizeEmail(typed)
        if (!kept) return
        expect(normalizeEmail(kept)).toBe(kept)
        expect(emailForms(kept)).toContain(kept)
        for (const form of emailForms(typed)) expect(emailForms(form)[0]).toBe(kept)
      },
    ),
  )
})
