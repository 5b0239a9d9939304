import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { change } from '../../test/change.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { rate } from '../../test/ratings.ts'
import { send, upload } from '../../test/uploads.ts'

let app: TestApp
let admin: Actor, agent: Actor, buyer: Actor
let ticket: { id: string; number: string }
const EVIL = `</p><script>alert(1)</script><img src=x onerror=alert(2)>"'&`
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[admin, agent, buyer] = [await app.actor('admin'), await app.actor('agent'), await app.actor('buyer', `Ana ${EVIL}`)]
  ticket = await openTicket(app, buyer, `Subject ${EVIL}`, `Body ${EVIL}\nמנורה שבורה 🙂`)
  const file = await upload(app, buyer, Buffer.from('text'), { filename: `مصباح ${EVIL}.txt` })
  await send(app, buyer, ticket.id, [file.attachmentId])
  await reply(app, agent, ticket.id, 'An internal note', { audience: 'STAFF' })
  await change(app, agent, 'setNotes', { ticketId: ticket.id, notes: `Private ${EVIL}` })
  await change(app, agent, 'updateTags', { ticketId: ticket.id, add: [EVIL.slice(0, 40)] })
  await change(app, agent, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
  await rate(app, buyer, ticket.id, 4, `Comment ${EVIL}`)
  await change(app, admin, 'setLegalHold', { ticketId: ticket.id, reason: 'Case 12' })
})
afterAll(() => app.close())

const get = (who: Actor | null, path: string, init: RequestInit = {}) =>
  fetch(`${app.url}${path}`, {
    ...init,
    headers: { ...init.headers, ...(who && { Authorization: `Bearer ${who.token}` }) },
  })
const audited = async (kind: string) =>
  (
    await app.sql<{ n: number }>('select count(*)::int as n from audit_log where kind::text = $1 and actor_id = $2', [
      kind,
      admin.id,
    ])
  )[0]!.n

test('an admin exports a ticket as JSON, with notes and history, and it is recorded', async () => {
  const response = await get(admin, `/exports/tickets/${ticket.number}.json`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${ticket.number}.json"`)
  const body: any = await response.json()
  expect(body).toMatchObject({
    number: ticket.number,
    subject: `Subject ${EVIL}`,
    requester: { name: buyer.name, email: buyer.email, role: 'buyer' },
    privateNotes: `Private ${EVIL}`,
    legalHold: { reason: 'Case 12' },
    ratings: [{ score: 4, comment: `Comment ${EVIL}` }],
  })
  expect(body.messages.map(({ body, internalNote, files }: any) => [body, internalNote, files.length])).toEqual([
    [`Body ${EVIL}\nמנורה שבורה 🙂`, false, 0],
    [expect.anything(), false, 1],
    ['An internal note', true, 0],
  ])
  expect(body.history.map(({ kind }: any) => kind)).toEqual([
    'message_added',
    'message_added',
    'message_added',
    'notes_changed',
    'tags_changed',
    'status_changed',
    'rated',
    'legal_hold_set',
  ])
  expect(await audited('ticket_exported')).toBe(1)
})

test('the printable page runs and loads nothing, and escapes every text', async () => {
  const response = await get(admin, `/exports/tickets/${ticket.number}.html`)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('content-security-policy')).toMatch(
    /^sandbox; default-src 'none'; style-src 'sha256-[\w+/]+=*'$/,
  )
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const html = await response.text()
  expect(html).not.toMatch(/<script|<img|onerror=alert\(2\)>"/)
  expect(html).toContain('&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).toContain('מנורה שבורה 🙂')
  expect(html).toContain('An internal note')
  expect(html).toContain('rated this ticket 4 of 5')
  expect(html).toContain('4 of 5 <bdi>Comment &lt;/p&gt;')
  expect(html).toContain('set a legal hold')
  const german = await get(admin, `/exports/tickets/${ticket.number}.html`, { headers: { 'accept-language': 'de' } })
  const page = await german.text()
  expect(page).toContain('<html lang="de" dir="ltr">')
  expect(page).toContain(': Löschsperre gesetzt')
  expect(page).toContain('Ticket mit 4 von 5 bewertet')
})

test('an admin exports what is stored about a person', async () => {
  const response = await get(admin, `/exports/people/${gid('User', buyer.id)}.json`)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    person: { name: buyer.name, email: buyer.email },
    tickets: [{ number: ticket.number }],
    messages: [{ ticket: ticket.number, body: `Body ${EVIL}\nמנורה שבורה 🙂` }, {}],
    files: [{ ticket: ticket.number }],
    ratings: [{ ticket: ticket.number, score: 4, comment: `Comment ${EVIL}` }],
  })
  expect(await audited('person_exported')).toBe(1)
})

test('nobody else exports anything, and unknown addresses are not found', async () => {
  const paths = [
    `/exports/tickets/${ticket.number}.json`,
    `/exports/tickets/${ticket.number}.html`,
    `/exports/people/${gid('User', buyer.id)}.json`,
  ]
  for (const path of paths) {
    expect((await get(null, path)).status).toBe(401)
    for (const who of [agent, buyer])
      expect([path, who.role, (await get(who, path)).status]).toEqual([path, who.role, 403])
    expect((await get(admin, path, { method: 'POST' })).status).toBe(405)
  }
  for (const path of [
    '/exports/tickets/TC-9999.json',
    '/exports/tickets/x.xml',
    '/exports/people/1.json',
    `/exports/people/${ticket.id}.json`,
    '/exports/',
    `/exports/people/${gid('User', buyer.id)}.html`,
  ])
    expect([path, (await get(admin, path)).status]).toEqual([path, 404])
})

test('the page for printing names a team as people see it, the JSON by its key', async () => {
  await change(app, admin, 'addTeam', { name: 'Returns' })
  await change(app, agent, 'assign', { ticketId: ticket.id, team: 'Returns' })
  await change(app, admin, 'renameTeam', { team: 'Returns', title: 'Parcels' })
  const page = await (await get(admin, `/exports/tickets/${ticket.number}.html`)).text()
  expect(page).toContain('<dt>Team</dt><dd><bdi>Parcels</bdi></dd>')
  expect(page).toMatch(/moved it to [^<]*Parcels/)
  expect(page).not.toContain('Returns')
  expect(await (await get(admin, `/exports/tickets/${ticket.number}.json`)).json()).toMatchObject({ team: 'Returns' })
})
