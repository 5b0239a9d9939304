import { afterAll, beforeEach, expect, test } from '@jest/globals'
import { logViolations } from '../../test/logInvariants.ts'
import { type Actor, gid, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { tracesOf } from '../../test/traces.ts'
import { send, upload } from '../../test/uploads.ts'
import { whileLocked } from '../../test/whileLocked.ts'
import { erasePeople } from './erasures.ts'

let app: TestApp
let person: Actor
const tickets: string[] = []
beforeEach(async () => {
  await app?.close()
  app = await testApp({ jobs: false })
  person = await app.actor('buyer', 'Quirinia Vexley')
  tickets.length = 0
  for (let n = 0; n < 3; n++) {
    const { id } = await openTicket(app, person, `xyzzy ${n}`, `xyzzy ${n}`)
    const file = await upload(app, person, Buffer.from('xyzzy'), { filename: 'xyzzy.txt' })
    await send(app, person, id, [file.attachmentId])
    tickets.push(uuidIn(id))
  }
  const { data } = await app.gql(
    await app.actor('admin'),
    `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { errors { code } } }`,
    { input: { userId: gid('User', person.id), email: person.email } },
  )
  expect(data.erasePerson.errors).toEqual([])
})
afterAll(() => app.close())

const deps = () => ({ files: app.app.files, mailFolder: null })
const left = async () =>
  (await app.sql<{ n: number }>('select count(*)::int as n from ticket_messages where body is not null'))[0]!.n
const isFinished = async () =>
  (await app.sql<{ done: boolean }>('select finished_at is not null as done from erasures'))[0]!.done
const expectNothingLeft = async () => {
  expect(await isFinished()).toBe(true)
  expect(await tracesOf(app, ['xyzzy', person.name, person.email])).toEqual([])
  const query = (text: string) => app.sql(text).then((rows) => ({ rows }))
  expect(await logViolations({ query } as never)).toEqual([])
}

test('a run that is cut off after any ticket is continued by the next one', async () => {
  let looks = 0
  const stopping = {
    get aborted() {
      return looks++ > 0
    },
  } as AbortSignal
  await expect(erasePeople(deps(), stopping)).rejects.toThrow('The node stops')
  expect([await left(), await isFinished()]).toEqual([4, false])
  await erasePeople(deps())
  await expectNothingLeft()
  // Another run changes nothing.
  const events = () => app.sql('select count(*) from ticket_events')
  const before = await events()
  await erasePeople(deps())
  expect(await events()).toEqual(before)
})

test('it is not finished while bytes cannot be removed', async () => {
  const { files } = app.app
  const failing = { ...files, blobs: { ...files.blobs, remove: () => Promise.reject(new Error('no disk')) } as never }
  await expect(erasePeople({ files: failing, mailFolder: null })).rejects.toThrow('Files could not be removed yet.')
  expect([await left(), await isFinished()]).toEqual([0, false])
  await erasePeople(deps())
  await expectNothingLeft()
})

test('a legal hold that is set while it runs is respected', async () => {
  const held = tickets.toSorted()[0]!
  const hold = `select from support_tickets where id = '${held}' for no key update; insert into legal_holds (ticket_id) values ('${held}')`
  await whileLocked(app, hold, () => erasePeople(deps()))
  expect([await left(), await isFinished()]).toEqual([2, false])
  expect(await app.sql('select held_tickets from erasures')).toEqual([{ held_tickets: 1 }])
  await app.sql('delete from legal_holds')
  await erasePeople(deps())
  await expectNothingLeft()
})
