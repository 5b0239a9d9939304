import './indexedDb.fixture.ts'
import { afterEach, expect, test } from '@jest/globals'
import { until } from '../../test/time.ts'
import { draftScope, messageScope } from '../attachments/scope.ts'
import type { Transfer, TransferOutcome } from '../attachments/transfer.ts'
import { Uploads } from '../attachments/uploads.ts'
import { openUploadStore } from '../attachments/uploadStore.ts'
import { attachmentIdsOf, messageFiles } from './messageFiles.ts'
import { Outbox, type Outcome } from './outbox.ts'
import { openOutboxStore } from './outboxStore.ts'

const DRAFT = draftScope('t1', 'reply')
const closing: (() => void)[] = []

type Delivery = { body: string; attachmentIds: string[] }

/** A page with the same IndexedDB; its files are uploaded when `arrive` is called, and sent messages are recorded. */
const openPage = async (outcome: Outcome = { kind: 'sent' }) => {
  const ends = new Map<string, (outcome: TransferOutcome) => void>()
  const transfer: Transfer = {
    send: (upload, _file, report) =>
      new Promise((end) => {
        report.created({ url: `/files/${upload.fileName}`, attachmentId: `A-${upload.fileName}` })
        ends.set(upload.fileName, end)
      }),
    terminate: async () => undefined,
  }
  const uploads = new Uploads('me', openUploadStore(), transfer)
  const delivered: Delivery[] = []
  const deliver = async (item: Parameters<ConstructorParameters<typeof Outbox>[2]>[0]) => {
    delivered.push({ body: item.body, attachmentIds: attachmentIdsOf(uploads, item) })
    return outcome
  }
  const outbox = new Outbox('me', openOutboxStore(), deliver, messageFiles(uploads))
  await uploads.start()
  await outbox.start()
  uploads.keepOnly(new Set(outbox.clientIds().map(messageScope)))
  uploads.subscribe(outbox.filesChanged)
  const close = () => (uploads.stop(), outbox.stop())
  closing.push(close)
  const arrive = async (fileName: string, how: TransferOutcome = { kind: 'done' }) => {
    await until(() => ends.has(fileName))
    ends.get(fileName)!(how)
  }
  const choose = (fileName: string) =>
    uploads.add({ scope: DRAFT, fileName, contentType: 'image/png', file: new Blob([fileName]) }).id
  const send = (body: string, ids: string[] = []) =>
    outbox.send({ ticketId: 't1', body, audience: 'PARTICIPANTS', uploads: ids })
  return { uploads, outbox, delivered, arrive, choose, send, close }
}

afterEach(async () => {
  for (const close of closing.splice(0)) close()
  const [outbox, uploads] = [openOutboxStore(), openUploadStore()]
  for (const { clientId } of await outbox.all()) await outbox.remove(clientId)
  for (const { id } of await uploads.all()) await uploads.remove(id)
})

test('sends a message when all its files are uploaded, with their ids in order; messages without files do not wait', async () => {
  const page = await openPage()
  const ids = [page.choose('a'), page.choose('b')]
  page.send('with files', ids)
  expect(page.uploads.itemsOf(DRAFT)).toEqual([])
  page.send('words')
  await until(() => page.delivered.length === 1)
  await page.arrive('b')
  await until(() => page.uploads.find(ids[1]!)?.state === 'done')
  // Had it been ready, it would be sent before the later message.
  page.send('more words')
  await until(() => page.delivered.length === 2)
  expect(page.delivered.map(({ body }) => body)).toEqual(['words', 'more words'])
  await page.arrive('a')
  await until(() => page.delivered.length === 3)
  expect(page.delivered[2]).toEqual({ body: 'with files', attachmentIds: ['A-a', 'A-b'] })
})

test('keeps the files of a message across a reload, and sends it once when they are uploaded', async () => {
  const before = await openPage()
  const { clientId } = before.send('kept', [before.choose('a')])
  await until(async () => (await openUploadStore().all())[0]?.scope === messageScope(clientId))
  before.close()

  const after = await openPage()
  expect(after.outbox.itemsOf('t1').map(({ body, state }) => `${body}: ${state}`)).toEqual(['kept: queued'])
  await after.arrive('a')
  await until(() => after.delivered.length === 1)
  expect(after.delivered).toEqual([{ body: 'kept', attachmentIds: ['A-a'] }])
  await until(async () => (await openUploadStore().all()).length === 0)
  expect(await openOutboxStore().all()).toEqual([])
})

test('loses neither message nor files in a crash between storing them', async () => {
  const before = await openPage()
  const id = before.choose('a')
  await until(async () => (await openUploadStore().all()).length === 1)
  const draft = (await openUploadStore().all())[0]!
  const { clientId } = before.send('kept', [id])
  await until(async () => (await openOutboxStore().all()).length === 1)
  before.close()
  await openUploadStore().put(draft)

  const after = await openPage()
  expect(after.uploads.itemsOf(DRAFT)).toEqual([])
  expect(after.uploads.itemsOf(messageScope(clientId))).toHaveLength(1)
})

test('keeps a message whose file was rejected, and sends it without the file', async () => {
  const page = await openPage()
  const [bad, good] = [page.choose('bad'), page.choose('good')]
  const { clientId } = page.send('text', [bad, good])
  await page.arrive('good')
  await page.arrive('bad', { kind: 'refused', message: 'No room.' })
  await until(() => page.uploads.find(bad)?.state === 'failed')
  page.send('words')
  await until(() => page.delivered.length === 1)
  expect(page.delivered).toEqual([{ body: 'words', attachmentIds: [] }])
  await page.outbox.removeFile(clientId, bad)
  await until(() => page.delivered.length === 2)
  expect(page.delivered[1]).toEqual({ body: 'text', attachmentIds: ['A-good'] })
})

test('discards a message that has neither text nor files', async () => {
  const page = await openPage()
  const id = page.choose('only')
  const { clientId } = page.send('', [id])
  await page.outbox.removeFile(clientId, id)
  expect(page.outbox.itemsOf('t1')).toEqual([])
  await until(async () => (await openOutboxStore().all()).length === 0)
})

test('checks the files again when a rejected message is retried', async () => {
  const page = await openPage({ kind: 'refused', code: 'NOT_FOUND', message: 'A file is gone.' })
  const id = page.choose('a')
  const { clientId } = page.send('text', [id])
  await page.arrive('a')
  await until(() => page.outbox.itemsOf('t1')[0]?.state === 'failed')
  void page.outbox.retry(clientId)
  await until(() => page.uploads.find(id)?.state === 'uploading')
})
