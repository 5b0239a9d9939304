import { Api } from './support/api.ts'
import { violations } from './support/axe.ts'
import { NO_NETWORK } from './support/console.ts'
import { bytes, hand, HOSTILE_FILES, hugePicture, pick, picture, tray, trayRow } from './support/files.ts'
import { bubble, composer, details, log, opened, say, ticketAt } from './support/screen.ts'
import { operationOf } from './support/operations.ts'
import { expect, HOME, test } from './support/test.ts'

const FIRST = 'Hello, can you help?'
/** The number of bytes in one upload request. */
const CHUNK = 16 * 1024 ** 2

test('chosen, pasted and dropped files arrive on the other screen, and scripts in them never run', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Lamp of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, FIRST)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)

  await pick(buyer.page, [picture('wide.png', 900, 300), ...HOSTILE_FILES])
  // As the Finder does: with the name of the file as text.
  await hand(composer(buyer.page), 'paste', [picture('pasted.png')], 'pasted.png')
  await hand(log(buyer.page), 'drag', [picture('dropped.png', 200, 300)])
  await expect(buyer.page.getByText('Drop files to attach them')).toBeVisible()
  await hand(log(buyer.page), 'drop', [picture('dropped.png', 200, 300)])
  await expect(buyer.page.getByText('Drop files to attach them')).toBeHidden()
  await expect(tray(buyer.page).getByRole('listitem')).toHaveCount(5)
  await say(buyer.page, 'Here is all of it.')
  await expect(tray(buyer.page)).toHaveCount(0)

  for (const { page } of [buyer, agent]) {
    const message = bubble(page, 'Here is all of it.')
    await expect(message).toHaveCount(1)
    for (const name of ['wide.png', 'pasted.png', 'dropped.png'])
      await expect(message.getByRole('button', { name: `Open ${name}` })).toBeVisible()
    for (const { name } of HOSTILE_FILES)
      await expect(message.getByRole('link', { name: `Download ${name}` })).toBeVisible()
    await expect(message.getByRole('img', { name: /drawing|page/ })).toHaveCount(0)
  }
  // Pictures have their place before they are loaded: height and width are those of the file, scaled.
  const box = await bubble(agent.page, 'Here is all of it.')
    .getByRole('button', { name: 'Open wide.png' })
    .boundingBox()
  expect(Math.round((box!.width / box!.height) * 10)).toBe(30)

  // Opened at its own address, it is text, and saved rather than shown.
  for (const { name } of HOSTILE_FILES) {
    const link = bubble(agent.page, 'Here is all of it.').getByRole('link', { name: `Download ${name}` })
    const answer = await agent.page.request.get((await link.getAttribute('href'))!)
    expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8')
    expect(answer.headers()['content-disposition']).toContain('attachment')
    expect(answer.headers()['content-security-policy']).toContain('sandbox')
  }
  for (const { page } of [buyer, agent]) expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  await expect(details(agent.page).getByRole('button', { name: 'Open wide.png' })).toBeVisible()
})

test('the lightbox navigates with the arrow keys, zooms, closes with Escape, and axe finds nothing', async ({
  enter,
}) => {
  const seller = await enter('seller')
  const ticket = await seller.api.createTicket(`Chair of ${seller.person.name}`)
  await seller.page.goto(ticketAt(HOME.seller, ticket.number))
  await opened(seller.page, FIRST)
  await pick(seller.page, [picture('one.png'), picture('two.png', 2_400, 1_600)])
  await expect(trayRow(seller.page, 'two.png')).toBeVisible()
  // A message may consist of files only.
  await seller.page.getByRole('button', { name: 'Send', exact: true }).click()
  const first = log(seller.page).getByRole('button', { name: 'Open one.png' })
  await first.focus()
  await seller.page.keyboard.press('Enter')

  const box = seller.page.getByRole('dialog', { name: 'Files in this conversation' })
  await expect(box.getByRole('heading', { name: 'one.png' })).toBeVisible()
  await expect(box).toContainText('1 of 2')
  await seller.page.keyboard.press('ArrowRight')
  await expect(box.getByRole('heading', { name: 'two.png' })).toBeVisible()
  await expect(box.getByRole('img', { name: 'two.png' })).toHaveJSProperty('naturalWidth', 2_400)
  await box.getByRole('button', { name: 'Zoom in' }).click()
  await expect(box.getByRole('img', { name: 'two.png' })).toHaveJSProperty('width', 2_400)
  expect(await violations(seller.page, 'lightbox', { within: box })).toEqual([])
  await seller.page.keyboard.press('ArrowLeft')
  await expect(box.getByRole('heading', { name: 'one.png' })).toBeVisible()
  await seller.page.keyboard.press('Escape')
  await expect(box).toHaveCount(0)
  await expect(first).toBeFocused()
})

test('an upload resumes after a reload', async ({ enter, console }) => {
  console.allow(NO_NETWORK)
  console.allow(/ERR_FAILED/)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Film of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  const sent: number[] = []
  const refused: number[] = []
  let isCut = true
  await buyer.page.route('**/files/*', (route) => {
    const request = route.request()
    if (request.method() !== 'PATCH') return route.fallback()
    const offset = Number(request.headers()['upload-offset'])
    const isRefused = isCut && offset > 0
    ;(isRefused ? refused : sent).push(offset)
    return isRefused ? route.abort('failed') : route.fallback()
  })
  await composer(buyer.page).fill('With a film.')
  await pick(buyer.page, [bytes('film.bin', CHUNK + 1_000)])
  // The second piece is only sent once the server has confirmed the first.
  await expect.poll(() => refused).toContain(CHUNK)

  await buyer.page.reload()
  isCut = false
  await expect(composer(buyer.page)).toHaveValue('With a film.')
  await expect.poll(() => sent).toEqual([0, CHUNK])
  await expect(trayRow(buyer.page, 'film.bin')).toBeVisible()
  await expect(trayRow(buyer.page, 'film.bin').getByRole('progressbar')).toHaveCount(0)
  await say(buyer.page, 'With a film.')
  await expect(bubble(buyer.page, 'With a film.').getByRole('link', { name: 'Download film.bin' })).toBeVisible()
})

test('a message sent before its files are uploaded is shown at once, survives a reload, and is sent once', async ({
  enter,
  console,
}) => {
  console.allow(NO_NETWORK)
  console.allow(/ERR_FAILED/)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Sofa of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, FIRST)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  const cut = (page = buyer.page) =>
    page.route('**/files/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort('failed') : route.fallback(),
    )
  await cut()
  await pick(buyer.page, [picture('sofa.png')])
  await expect(trayRow(buyer.page, 'sofa.png')).toBeVisible()
  await say(buyer.page, 'The sofa.')
  const message = bubble(buyer.page, 'The sofa.')
  await expect(message.getByRole('img', { name: 'sofa.png' })).toBeVisible()
  await expect(message.getByRole('progressbar', { name: 'Uploading sofa.png' })).toBeVisible()
  // Messages without files do not wait.
  await say(buyer.page, 'Meanwhile, a word.')
  await opened(agent.page, 'Meanwhile, a word.')
  expect(await buyer.api.texts(ticket.number)).toEqual([FIRST, 'Meanwhile, a word.'])

  await buyer.page.reload()
  await expect(message.getByRole('img', { name: 'sofa.png' })).toBeVisible()
  await buyer.page.unroute('**/files/*')
  await expect(bubble(agent.page, 'The sofa.').getByRole('button', { name: 'Open sofa.png' })).toBeVisible()
  await expect(message.getByRole('button', { name: 'Open sofa.png' })).toBeVisible()
  expect(await buyer.api.texts(ticket.number)).toEqual([FIRST, 'Meanwhile, a word.', 'The sofa.'])
})

test('an upload that goes offline shows it, and resumes by itself', async ({ enter, console }) => {
  console.allow(NO_NETWORK)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Bed of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  await buyer.page.context().setOffline(true)
  await expect(buyer.page.getByText('Offline. Your messages will send when you reconnect.')).toBeVisible()
  await pick(buyer.page, [picture('bed.png')])
  await expect(trayRow(buyer.page, 'bed.png')).toContainText('Offline. Resumes automatically.')
  await say(buyer.page, 'The bed.')
  await buyer.page.context().setOffline(false)
  await expect(bubble(buyer.page, 'The bed.').getByRole('button', { name: 'Open bed.png' })).toBeVisible()
})

test('limits are shown before anything is sent; a rejected file keeps the text and can be removed', async ({
  enter,
  console,
}) => {
  console.allow(/413/)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Desk of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  await buyer.page.route('**/graphql', async (route) => {
    if (operationOf(route.request()) !== 'AttachmentLimits') return route.fallback()
    const answer = await route.fetch()
    const { data } = (await answer.json()) as { data: { attachmentLimits: object } }
    return route.fulfill({
      response: answer,
      json: { data: { attachmentLimits: { ...data.attachmentLimits, fileBytes: 1_000, messageFiles: 2 } } },
    })
  })
  await pick(buyer.page, [bytes('large.bin', 1_001), bytes('a.bin', 10), bytes('b.bin', 10), bytes('c.bin', 10)])
  await expect(buyer.page.getByText('large.bin is too large. The limit is 1.0 kB.')).toBeVisible()
  await expect(buyer.page.getByText('You can attach up to 2 files per message. 1 file was not added.')).toBeVisible()
  await expect(tray(buyer.page).getByRole('listitem')).toHaveCount(2)
  // Both were accepted before the server starts to reject uploads.
  await expect(tray(buyer.page).getByRole('progressbar')).toHaveCount(0)

  await buyer.page.route('**/files', (route) =>
    route.fulfill({
      status: 413,
      json: { errors: [{ message: 'There is no more room today.', extensions: { code: 'DAY_LIMIT' } }] },
    }),
  )
  await buyer.page.getByRole('button', { name: 'Remove a.bin' }).click()
  await pick(buyer.page, [bytes('d.bin', 10)])
  await expect(trayRow(buyer.page, 'd.bin')).toContainText('Upload failed: There is no more room today.')
  await say(buyer.page, 'Text that must not be lost.')
  const message = bubble(buyer.page, 'Text that must not be lost.')
  await expect(message.getByRole('button', { name: 'Retry d.bin' })).toBeVisible()
  await message.getByRole('button', { name: 'Remove d.bin' }).click()
  await expect(message.getByRole('link', { name: 'Download b.bin' })).toBeVisible()
  await expect(message.getByRole('link', { name: 'Download d.bin' })).toHaveCount(0)
})

test('a picture that the server could not open is a download; rejected files are forgotten on sending', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Bomb of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, FIRST)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  // Small to send, and 60 million pixels once it is opened.
  await pick(buyer.page, [hugePicture('bomb.png', 10_000, 6_000), bytes('nothing.txt', 0)])
  await expect(buyer.page.getByText('nothing.txt is empty.')).toBeVisible()
  await expect(trayRow(buyer.page, 'bomb.png').getByRole('progressbar')).toHaveCount(0)
  await say(buyer.page, 'A large picture.')
  for (const { page } of [buyer, agent]) {
    const message = bubble(page, 'A large picture.')
    await expect(message.getByRole('link', { name: 'Download bomb.png' })).toBeVisible()
    await expect(message.locator('img')).toHaveCount(0)
  }
  await expect(buyer.page.getByText('nothing.txt is empty.')).toHaveCount(0)
  await agent.page.getByRole('button', { name: 'Attach files' }).focus()
  await agent.page.keyboard.press('Shift+Tab')
  await agent.page.keyboard.press('Tab')
  await expect(agent.page.getByRole('tooltip')).toContainText('Up to 20 files per message, 4.3 GB each')
})

test('the files of a note are separate from those of the reply, and visible to staff only', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Shelf of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, FIRST)
  await pick(agent.page, [picture('for-all.png')])
  await agent.page.getByRole('button', { name: 'Internal note' }).click()
  await expect(tray(agent.page)).toHaveCount(0)
  await pick(agent.page, [picture('for-staff.png')])
  await agent.page.getByRole('button', { name: 'Add note' }).click()
  await expect(log(agent.page).getByRole('button', { name: 'Open for-staff.png' })).toBeVisible()
  const { ticket: seen } = await buyer.api.ask(
    `query($n: String!) { ticket(number: $n) { attachments { fileName } } }`,
    {
      n: ticket.number,
    },
  )
  expect(seen.attachments).toEqual([])
})

test('a new ticket is created with its files', async ({ enter }) => {
  const buyer = await enter('buyer')
  await buyer.page.getByRole('button', { name: 'New ticket' }).first().click()
  const dialog = buyer.page.getByRole('dialog', { name: 'New ticket' })
  await dialog.getByRole('textbox', { name: 'Subject' }).fill(`Oven of ${buyer.person.name}`)
  await dialog.getByRole('textbox', { name: 'Message' }).fill('See the picture.')
  await pick(buyer.page, [picture('oven.png')], dialog)
  await dialog.getByRole('button', { name: 'Create ticket' }).click()
  await expect(bubble(buyer.page, 'See the picture.').getByRole('button', { name: 'Open oven.png' })).toBeVisible()
})

test('deleting a message deletes its files, on the other screen too', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Door of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  await pick(buyer.page, [picture('private.png')])
  await expect(trayRow(buyer.page, 'private.png')).toBeVisible()
  await say(buyer.page, 'Oops, the wrong picture.')
  await expect(details(buyer.page).getByRole('button', { name: 'Open private.png' })).toBeVisible()
  const admin = await Api.signIn({ email: 'admin@parley.example' })
  const { ticket: read } = await admin.ask(
    `query($n: String!) { ticket(number: $n) { timeline(last: 5) { edges { node { ... on MessageEntry { message { id body } } } } } } }`,
    { n: ticket.number },
  )
  const { message } = read.timeline.edges
    .map(({ node }: any) => node)
    .find(({ message }: any) => message?.body.startsWith('Oops'))
  await admin.change('deleteMessage', { messageId: message.id })
  await expect(log(buyer.page).getByText('This message was deleted')).toBeVisible()
  await expect(buyer.page.getByRole('button', { name: 'Open private.png' })).toHaveCount(0)
})
