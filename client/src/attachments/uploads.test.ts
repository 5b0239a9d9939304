import '../messages/indexedDb.fixture.ts'
import { afterEach, expect, jest, test } from '@jest/globals'
import { until } from '../../test/time.ts'
import { draftScope, messageScope } from './scope.ts'
import type { Transfer, TransferOutcome, TransferReport } from './transfer.ts'
import { Uploads } from './uploads.ts'
import { openUploadStore, type Upload } from './uploadStore.ts'

const SCOPE = draftScope('t1', 'reply')
const opened: Uploads[] = []

/** A fake server that keeps each upload pending until the test completes it. */
class SlowDesk implements Transfer {
  readonly sending: {
    upload: Upload
    report: TransferReport
    signal: AbortSignal
    end: (o: TransferOutcome) => void
  }[] = []
  readonly terminated: string[] = []
  send: Transfer['send'] = (upload, _file, report, signal) =>
    new Promise((end) => {
      this.sending.push({ upload, report, signal, end })
      signal.addEventListener('abort', () => end({ kind: 'later' }))
    })
  terminate = async (url: string) => void this.terminated.push(url)
}

/** A page: new uploads with the same IndexedDB. */
const openPage = async (desk: Transfer, viewerId = 'me') => {
  const uploads = new Uploads(viewerId, openUploadStore(), desk)
  opened.push(uploads)
  await uploads.start()
  return uploads
}
const choose = (uploads: Uploads, fileName: string, scope = SCOPE) =>
  uploads.add({ scope, fileName, contentType: 'text/plain', file: new Blob([fileName]) })
const states = (uploads: Uploads, scope = SCOPE) =>
  uploads.itemsOf(scope).map(({ fileName, state }) => `${fileName}: ${state}`)
const kept = async (id: string) => (await openUploadStore().all()).find((upload) => upload.id === id)

afterEach(async () => {
  jest.restoreAllMocks()
  for (const uploads of opened.splice(0)) uploads.stop()
  const store = openUploadStore()
  for (const { id } of await store.all()) await store.remove(id)
})

test('lists a file at once, uploads three at a time, and the fourth when one has finished', async () => {
  const desk = new SlowDesk()
  const uploads = await openPage(desk)
  for (const name of ['a', 'b', 'c', 'd']) choose(uploads, name)
  expect(states(uploads)).toEqual(['a: waiting', 'b: waiting', 'c: waiting', 'd: waiting'])
  await until(() => desk.sending.length === 3)
  expect(states(uploads).at(-1)).toBe('d: waiting')
  desk.sending[0]!.end({ kind: 'done' })
  await until(() => desk.sending.length === 4)
  expect(states(uploads)).toEqual(['a: done', 'b: uploading', 'c: uploading', 'd: uploading'])
})

test('resumes an upload after a reload, with the same attachment id', async () => {
  const first = new SlowDesk()
  const page = await openPage(first)
  const { id } = choose(page, 'long.bin')
  await until(() => first.sending.length === 1)
  first.sending[0]!.report.created({ url: '/files/1', attachmentId: 'A1' })
  await until(async () => (await kept(id))?.url === '/files/1')
  page.stop()

  const second = new SlowDesk()
  const after = await openPage(second)
  await until(() => second.sending.length === 1)
  expect(second.sending[0]!.upload).toMatchObject({ id, url: '/files/1', attachmentId: 'A1', scope: SCOPE })
  second.sending[0]!.end({ kind: 'done' })
  await until(() => states(after)[0] === 'long.bin: done')
})

test.each([true, false])('retries without a delay if woken while an attempt fails (%s)', async (isWoken) => {
  jest.spyOn(Math, 'random').mockReturnValue(0.9)
  // Delays never end here.
  const soon = globalThis.setTimeout
  let pauses = 0
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((act: () => void, ms = 0) => (ms > 100 ? ++pauses : soon(act, ms))) as typeof setTimeout)
  const desk = new SlowDesk()
  const uploads = await openPage(desk)
  choose(uploads, 'a')
  await until(() => desk.sending.length === 1)
  if (isWoken) uploads.wake()
  desk.sending[0]!.end({ kind: 'later' })
  await until(() => pauses === 1)
  if (isWoken) await until(() => desk.sending.length === 2)
  // The control without waking waits.
  expect(desk.sending.length).toBe(isWoken ? 2 : 1)
})

test('retries network failures by itself; a rejected file waits for the user', async () => {
  const desk = new SlowDesk()
  const uploads = await openPage(desk)
  const { id } = choose(uploads, 'a')
  await until(() => desk.sending.length === 1)
  desk.sending[0]!.end({ kind: 'later' })
  await until(() => states(uploads)[0] === 'a: waiting')
  uploads.wake()
  await until(() => desk.sending.length === 2)
  desk.sending[1]!.end({ kind: 'refused', message: 'Too large.' })
  await until(() => states(uploads)[0] === 'a: failed')
  uploads.wake()
  // Had it been woken as well, it would be sent before the next one.
  choose(uploads, 'b')
  await until(() => desk.sending.length === 3)
  expect(desk.sending[2]!.upload.fileName).toBe('b')
  uploads.resume(id)
  await until(() => desk.sending.length === 4)
})

test('pauses a file, keeps it paused through a reload, and resumes it', async () => {
  const desk = new SlowDesk()
  const uploads = await openPage(desk)
  const { id } = choose(uploads, 'a')
  await until(() => desk.sending.length === 1)
  uploads.pause(id)
  await until(() => desk.sending[0]!.signal.aborted)
  await until(async () => (await kept(id))?.state === 'paused')
  uploads.stop()
  const again = new SlowDesk()
  const page = await openPage(again)
  expect(states(page)).toEqual(['a: paused'])
  page.resume(id)
  await until(() => again.sending.length === 1)
})

test('removes a file here and on the server, even if the server creates it only then', async () => {
  const desk = new SlowDesk()
  const uploads = await openPage(desk)
  const { id } = choose(uploads, 'a')
  await until(() => desk.sending.length === 1)
  await uploads.remove(id)
  expect(uploads.itemsOf(SCOPE)).toEqual([])
  expect(await openUploadStore().all()).toEqual([])
  desk.sending[0]!.report.created({ url: '/files/9', attachmentId: 'A9' })
  await until(() => desk.terminated.includes('/files/9'))
})

test('asks for a file that was too large to store after a reload, and resumes with it', async () => {
  const desk = new SlowDesk()
  const uploads = await openPage(desk)
  const { id } = choose(uploads, 'huge')
  await until(async () => (await kept(id)) !== undefined)
  uploads.stop()
  const store = openUploadStore()
  const upload = (await store.all())[0]!
  await store.remove(id)
  await store.put(upload)

  const again = new SlowDesk()
  const page = await openPage(again)
  await until(() => states(page)[0] === 'huge: failed')
  expect(page.find(id)?.problem?.code).toBe('FILE_NEEDED')
  page.resume(id, new Blob(['huge']))
  await until(() => again.sending.length === 1)
})

test('keeps the files of two users of one browser apart', async () => {
  const desk = new SlowDesk()
  const mine = await openPage(desk)
  const { id } = choose(mine, 'mine')
  await until(async () => (await kept(id)) !== undefined)
  mine.stop()
  const theirs = await openPage(new SlowDesk(), 'another user')
  expect(theirs.itemsOf(SCOPE)).toEqual([])
})

test('moves files to a message at once; after a crash it forgets those of sent messages', async () => {
  const uploads = await openPage(new SlowDesk())
  const { id } = choose(uploads, 'a')
  const other = choose(uploads, 'b')
  uploads.move([id], messageScope('m1'), Promise.resolve())
  expect(states(uploads)).toEqual(['b: waiting'])
  await until(async () => (await kept(id))?.scope === messageScope('m1'))
  uploads.stop()
  const page = await openPage(new SlowDesk())
  page.keepOnly(new Set())
  expect(page.itemsOf(messageScope('m1'))).toEqual([])
  expect(page.find(other.id)).toBeDefined()
  await until(async () => (await kept(id)) === undefined)
})
