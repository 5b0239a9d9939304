import { expect, test } from '@jest/globals'
import { renderMail } from './render.ts'

test('what people wrote has its own direction in a mail, and a long word wraps', () => {
  const subject = `مصباح ${'x'.repeat(200)}`
  const message = { author: 'محمد', body: 'مرحبا', files: [], audience: 'participants' as const }
  const { html } = renderMail({
    desk: { name: 'Parley' },
    preview: '',
    blocks: [
      { type: 'heading', text: subject },
      { type: 'text', text: 'New reply.' },
      { type: 'message', message, url: 'https://desk.example/' },
    ],
    footer: [],
  })
  const elements = html.match(/<(?:h1|p) [^>]*class="(?:heading|text|author|body)"[^>]*>/g)!
  expect(elements).toHaveLength(4)
  for (const element of elements) expect(element).toMatch(/dir="auto".*word-break:break-word/)
})
