import { randomUUID } from 'node:crypto'
import { Api } from './support/api.ts'
import { takePerson } from './support/people.ts'
import { cutIn, details, log, opened } from './support/screen.ts'
import { expect, test } from './support/test.ts'

const ADMIN = { name: 'Ruth', email: 'admin@parley.example' }

/** Uploads a file through the API, and returns its attachment id. */
const upload = async ({ url, cookie }: Api, name: string, content: string): Promise<string> => {
  const common = { cookie, origin: url, 'tus-resumable': '1.0.0' }
  const filename = Buffer.from(name).toString('base64')
  const begun = await fetch(`${url}/files`, {
    method: 'POST',
    headers: { ...common, 'upload-length': String(content.length), 'upload-metadata': `filename ${filename}` },
  })
  const location = new URL(begun.headers.get('location')!, url)
  const headers = { ...common, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  await fetch(location, { method: 'PATCH', headers, body: content })
  return begun.headers.get('attachment-id')!
}

test('changes by others appear in every panel of the details and in the rail, without a reload', async ({ enter }) => {
  const person = takePerson('buyer')
  const [buyer, colleague, admin] = await Promise.all([
    Api.signIn(person),
    Api.signIn(takePerson('agent')),
    Api.signIn(ADMIN),
  ])
  const guest = takePerson('seller')
  const idOf = async (api: Api) => (await api.ask('{ viewer { id } }')).viewer.id as string
  const [buyerId, colleagueId, guestId] = await Promise.all([
    idOf(buyer),
    idOf(colleague),
    Api.signIn(guest).then(idOf),
  ])
  const ticket = await buyer.createTicket(`Marimba of ${person.name}`)
  const ticketId = ticket.id
  const { page, api: own } = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  await opened(page, 'Hello, can you help?')
  const panel = details(page)
  const section = (name: string) => panel.locator('section', { has: page.getByRole('heading', { name, exact: true }) })
  const property = (name: string) => panel.getByRole('button', { name })
  await expect(property('Status')).toContainText('Open')
  const colleagueName = (await colleague.ask('{ viewer { name } }')).viewer.name as string

  await test.step('status, priority, type', async () => {
    await colleague.change('setStatus', { ticketId, status: 'IN_PROGRESS' })
    await expect(property('Status')).toContainText('In progress')
    await colleague.change('setPriority', { ticketId, priority: 'HIGH' })
    await expect(property('Priority')).toContainText('High')
    await colleague.change('setType', { ticketId, type: 'QUESTION' })
    await expect(property('Type')).toContainText('Question')
  })
  await test.step('assignee and team', async () => {
    await colleague.change('assign', { ticketId, agentId: colleagueId })
    await expect(property('Assignee')).toContainText(colleagueName)
    const team = `Returns and refunds ${randomUUID().slice(0, 8)}`
    await admin.change('addTeam', { name: team })
    await colleague.change('assign', { ticketId, agentId: colleagueId, team })
    await expect(property('Team')).toContainText(team)
    // However narrow the panel is, a name takes two lines rather than being cut.
    expect((await panel.boundingBox())!.width).toBe(280)
    expect(await cutIn(panel.locator('dl').first())).toEqual([])
    expect(await cutIn(panel.locator('section').filter({ hasText: 'Requester' }).locator('p').first())).toEqual([])
  })
  await test.step('tags and notes', async () => {
    await colleague.change('updateTags', { ticketId, add: ['wooden'] })
    await expect(panel.getByText('wooden')).toBeVisible()
    await colleague.change('updateTags', { ticketId, remove: ['wooden'] })
    await expect(panel.getByText('wooden')).toHaveCount(0)
    await colleague.change('setNotes', { ticketId, notes: 'Plays in C.' })
    await expect(panel.getByRole('textbox', { name: 'Private notes' })).toHaveValue('Plays in C.')
  })
  await test.step('participants, who are added, removed, or admitted', async () => {
    const participants = section('Participants')
    await colleague.change('addParticipant', { ticketId, userId: guestId })
    await expect(participants).toContainText(guest.name)
    await colleague.change('removeParticipant', { ticketId, userId: guestId })
    await expect(participants).not.toContainText(guest.name)
  })
  await test.step('files', async () => {
    const id = await upload(buyer, 'photo of the bars.txt', 'All of them.')
    const input = {
      ticketId,
      body: 'Here they are.',
      audience: 'PARTICIPANTS',
      clientId: randomUUID(),
      attachmentIds: [id],
    }
    await buyer.change('reply', input)
    await expect(panel.getByText('photo of the bars.txt')).toBeVisible()
  })
  await test.step('chat requests', async () => {
    const item = page.getByRole('button', { name: /^Chat requests/ })
    const pending = async () =>
      (await own.ask('{ chatRequests(status: [PENDING], first: 0) { totalCount } }')).chatRequests.totalCount as number
    await buyer.change('requestChat', { reason: `About a marimba of ${person.name}` })
    // Other tests make requests as well.
    await expect(async () => expect(await item.textContent()).toContain(String(await pending()))).toPass()
  })
  await test.step('screen shares', async () => {
    await buyer.change('startScreenShare', { ticketId })
    await expect(page.getByRole('button', { name: /Screen is being shared/ })).toBeVisible()
    // No browser keeps it active.
    await expect(page.getByRole('button', { name: /Screen is being shared/ })).toHaveCount(0)
  })
  await test.step('read receipts and history', async () => {
    await own.reply(ticketId, 'Which bar is it?')
    await opened(page, 'Which bar is it?')
    const { ticket: read } = await buyer.ask('query ($id: ID!) { ticket(id: $id) { lastSeq } }', { id: ticketId })
    await buyer.change('markRead', { ticketId, seq: read.lastSeq })
    await expect(log(page).getByText(`Read by ${person.name}`)).toBeVisible()
    // The many changes of one person and moment are one line, which shows them.
    await log(page)
      .getByRole('button', { name: new RegExp(`^${colleagueName} made \\d+ changes$`) })
      .first()
      .click()
    await expect(log(page)).toContainText(`${colleagueName} changed the priority from medium to high`)
  })
  await test.step('the requester’s name and role', async () => {
    const requester = section('Requester')
    await expect(requester).toContainText(person.email)
    const other = await buyer.createTicket(`Xylophone of ${person.name}`)
    await expect(requester.getByRole('link', { name: other.number })).toBeVisible()
    await admin.change('renamePerson', { userId: buyerId, name: `${person.name} the Younger` })
    await expect(requester).toContainText('the Younger')
    await admin.change('changeRole', { userId: buyerId, role: 'AGENT' })
    await expect(requester).toContainText('Agent')
    await admin.change('changeRole', { userId: buyerId, role: 'BUYER' })
    await admin.change('renamePerson', { userId: buyerId, name: person.name })
    await expect(requester).toContainText('Buyer')
  })
  await test.step('the viewer’s star on another device, and the counts of the rail', async () => {
    const starred = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: /Starred/ })
    await own.change('star', { ticketId, starred: true })
    await expect(page.getByRole('main').getByRole('button', { name: 'Remove star' })).toBeVisible()
    await expect(starred).toContainText('1')
    await own.change('star', { ticketId, starred: false })
    await expect(page.getByRole('main').getByRole('button', { name: 'Star', exact: true })).toBeVisible()
    await expect(starred).not.toContainText('1')
  })
})
