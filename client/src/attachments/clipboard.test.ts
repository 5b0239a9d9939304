import { expect, test } from '@jest/globals'
import { contentOf, readTransfer, type Transfer } from './clipboard.ts'

const file = (name: string, type = 'image/png') => new File(['x'], name, { type })
const SHOT = file('image.png')
const CELLS = '<html><body><!--StartFragment--><table><tr><td>Total</td><td>42</td></tr></table></body></html>'
const IMAGE = '<meta charset="utf-8"><img src="https://example.com/a.png" alt="A bridge"/>'

const cases: [what: string, pasted: Partial<Transfer>, content: 'text' | 'files'][] = [
  ['text', { text: 'hello' }, 'text'],
  ['formatted text', { text: 'hello', html: '<b>hello</b>' }, 'text'],
  ['nothing', {}, 'text'],
  ['a file in the Finder', { files: [file('report.pdf', 'application/pdf')], text: 'report.pdf' }, 'files'],
  ['a picture in the Finder', { files: [file('photo.jpg', 'image/jpeg')], text: 'photo.jpg' }, 'files'],
  ['a picture whose extension the Finder hides', { files: [file('photo.jpg', 'image/jpeg')], text: 'photo' }, 'files'],
  ['a decomposed name', { files: [file('cafe\u0301.png')], text: 'caf\u00e9.png' }, 'files'],
  ['several files', { files: [file('a.png'), file('b.png')], text: 'a.png\rb.png' }, 'files'],
  ['several files, by lines', { files: [file('a.png'), file('b.txt', 'text/plain')], text: 'a.png\nb.txt\n' }, 'files'],
  ['a path of Nautilus', { files: [file('a b.png')], text: '/home/mira/a b.png' }, 'files'],
  ['an address of a file', { files: [file('a b.png')], text: 'file:///home/mira/a%20b.png' }, 'files'],
  ['a file in the Explorer', { files: [file('a.docx', '')] }, 'files'],
  ['a folder', { folders: ['Invoices'], text: 'Invoices' }, 'files'],
  ['a folder without its name', { folders: ['Invoices'] }, 'files'],
  ['a file with another text', { files: [file('mail.msg', '')], text: 'From: Mira' }, 'files'],
  ['a screenshot', { files: [SHOT] }, 'files'],
  ['a screenshot with blanks', { files: [SHOT], text: ' \n' }, 'files'],
  ['cells of Excel', { files: [SHOT], text: 'Total\t42', html: CELLS }, 'text'],
  ['text of Word', { files: [SHOT], text: 'Dear Mira', html: '<p>Dear Mira</p>' }, 'text'],
  ['text of Word with two pictures', { files: [SHOT], text: 'See', html: '<p>See <img><img></p>' }, 'text'],
  ['text with a picture of it, without HTML', { files: [SHOT], text: 'Dear Mira' }, 'text'],
  ['a picture of a page', { files: [SHOT], html: IMAGE }, 'files'],
  ['a picture with its address', { files: [SHOT], html: IMAGE, text: 'https://example.com/a.png' }, 'files'],
  ['a picture within a link', { files: [SHOT], html: `<a href="/">${IMAGE}&nbsp;</a>`, text: 'a' }, 'files'],
  [
    'a picture with styles',
    { files: [SHOT], html: `<style>b {}</style><!-- x --><p>${IMAGE}</p>`, text: 'x' },
    'files',
  ],
  ['a picture with its address alone', { files: [SHOT], text: 'https://example.com/a.png?s=1' }, 'files'],
  ['a picture of a screenshot program', { files: [SHOT], text: '/Users/mira/Desktop/Shot 1.png' }, 'files'],
  ['a picture with a caption', { files: [SHOT], html: `${IMAGE}<p>A bridge in Paris</p>`, text: 'A bridge' }, 'text'],
]

test.each(cases)('%s', (_what, pasted, content) => {
  expect(contentOf({ files: [], folders: [], text: '', html: '', ...pasted })).toBe(content)
})

test('distinguishes folders from files', () => {
  const item = (name: string, isDirectory: boolean) => ({
    kind: 'file',
    getAsFile: () => file(name),
    webkitGetAsEntry: () => ({ isDirectory }),
  })
  const data = {
    items: [item('Invoices', true), item('a.png', false), { kind: 'string', getAsFile: () => null }],
    getData: (type: string) => (type === 'text/plain' ? 'Invoices\ra.png' : ''),
  }
  const { files, folders, text } = readTransfer(data as unknown as DataTransfer)
  expect([files.map(({ name }) => name), folders, text]).toEqual([['a.png'], ['Invoices'], 'Invoices\ra.png'])
})
