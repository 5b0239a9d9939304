import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { text } from 'node:stream/consumers'
import { eventually } from '../../test/eventually.ts'
import { imapServer, type ImapServer } from '../../test/imapServer.ts'
import { silentLog } from '../platform/log.ts'
import { readMailbox } from './imapReader.ts'

let server: ImapServer
beforeEach(async () => {
  server = await imapServer()
})
afterEach(() => server.close())

/** Starts a reader that records what it reads; `failing` mails cannot be stored the first time. */
function reader(failing: string[] = []) {
  const stored: string[] = []
  const { close } = readMailbox({
    url: server.url,
    log: silentLog,
    reconnectMs: 10,
    store: async ({ raw }) => {
      const mail = await text(raw)
      const at = failing.indexOf(mail)
      if (at < 0) return void stored.push(mail)
      failing.splice(at, 1)
      throw new Error('The database is unavailable.')
    },
    recordTooLarge: async (name, size) => void stored.push(`${name} is too large: ${size}`),
  })
  return { stored, close }
}
const seen = () => server.mails.map(({ isSeen }) => isSeen)

test('reads unseen mails, and new ones immediately; a mail is marked as seen once it is stored', async () => {
  server.deliver('Subject: first\r\n\r\n1')
  const { stored, close } = reader()
  await eventually('the first is seen', () => seen().every(Boolean))
  server.deliver('Subject: second\r\n\r\n2')
  server.deliver('Subject: third\r\n\r\n3')
  await eventually('all are seen', () => seen().every(Boolean))
  expect(stored).toEqual(['Subject: first\r\n\r\n1', 'Subject: second\r\n\r\n2', 'Subject: third\r\n\r\n3'])
  await close()
})

test('a mail that could not be stored stays unseen and is read again', async () => {
  const { stored, close } = reader(['Subject: a\r\n\r\nx'])
  server.deliver('Subject: a\r\n\r\nx')
  await eventually('it is seen', () => seen().every(Boolean))
  expect(stored).toEqual(['Subject: a\r\n\r\nx'])
  await close()
})

test('a lost connection is reopened', async () => {
  const { stored, close } = reader()
  server.deliver('Subject: before\r\n\r\n')
  await eventually('it is seen', () => seen().every(Boolean))
  server.cut()
  server.deliver('Subject: after\r\n\r\n')
  await eventually('both are seen', () => seen().every(Boolean))
  expect(stored).toHaveLength(2)
  await close()
})

test('a mail that is too large is recorded and not read', async () => {
  server.deliver('Subject: large\r\n\r\n')
  server.mails[0]!.raw = Buffer.alloc(36 * 1024 * 1024)
  const { stored, close } = reader()
  await eventually('it is seen', () => seen().every(Boolean))
  expect(stored).toEqual(['7/1 is too large: 37748736'])
  await close()
})
