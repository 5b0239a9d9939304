import type { Page } from '@playwright/test'
import { nameOf, operationOf } from './support/operations.ts'
import { open, opened, row, say } from './support/screen.ts'
import { DeskServer } from './support/server.ts'
import { expect, test } from './support/test.ts'

/** What a page sends: the names of its operations, and every text of a document. */
const listen = (page: Page) => {
  const names: (string | undefined)[] = []
  const texts: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/graphql')) return
    names.push(operationOf(request))
    const { query } = request.postDataJSON() as { query?: string }
    if (query) texts.push(query)
  })
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { type, payload: sent } = JSON.parse(String(payload)) as {
        type: string
        payload: { query: string; extensions: { documentId?: string } }
      }
      if (type !== 'subscribe') return
      names.push(nameOf(sent.extensions.documentId ?? ''))
      if (sent.query) texts.push(sent.query)
    }),
  )
  return { names, texts }
}

test('requests have the ids of their documents, and no text of them', async ({ enter }) => {
  const { page, api, person } = await enter('buyer')
  const ticket = await api.createTicket(`Ids for ${person.name}`, 'Hello')
  const { names, texts } = listen(page)
  await page.reload()
  await open(page, ticket.subject)
  await opened(page, 'Hello')
  await say(page, 'By its id')
  await opened(page, 'By its id')
  await expect.poll(() => names).toEqual(expect.arrayContaining(['Viewer', 'ThreadHead', 'Reply', 'TicketEvents']))
  expect(names).not.toContain(undefined)
  expect(texts).toEqual([])
})

test('a desk that accepts only trusted documents works, and GraphiQL says why it does not', async ({ enter }) => {
  const desk = await new DeskServer({ TRUSTED_ONLY: 'true', GRAPHIQL: 'true' }).start()
  try {
    const { page } = await enter({ name: '', email: 'agent@parley.example' }, { url: desk.url, at: '/admin' })
    await expect(row(page, 'TC-').first()).toBeVisible()
    await page.goto(`/graphql?query=${encodeURIComponent('{ viewer { email } }')}`)
    await page.getByRole('button', { name: /^Execute query/ }).click()
    await expect(page.locator('.result-window')).toContainText('PERSISTED_DOCUMENT_REQUIRED')
    await expect(page.locator('.result-window')).toContainText('Programs need a valid API token')
  } finally {
    await desk.stop()
  }
})
