import { violations } from './support/axe.ts'
import { pdf, pick, tray, trayRow, type TestFile } from './support/files.ts'
import { bubble, composer, details, log, opened, say, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

const FIRST = 'Hello, can you help?'

/** The colour in the middle of the test page's block, in the picture on screen. */
const blockOf = (image: import('@playwright/test').Locator): Promise<number[]> =>
  image.evaluate(async (shown: HTMLImageElement) => {
    await shown.decode()
    const canvas = document.createElement('canvas')
    canvas.width = shown.naturalWidth
    canvas.height = shown.naturalHeight
    const drawing = canvas.getContext('2d')!
    drawing.drawImage(shown, 0, 0)
    // 210 of 595 from the left, 212 of 842 from the top.
    const at = [Math.round(canvas.width * 0.353), Math.round(canvas.height * 0.252)] as const
    return [...drawing.getImageData(...at, 1, 1).data].slice(0, 3)
  })

test('a PDF is shown by its first page, enlarged and downloaded; one that cannot be rendered is a plain file', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Invoice of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, FIRST)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)

  const invoice = pdf('invoice.pdf', ['Invoice 4711', 'Terms', 'Thanks'])
  const broken: TestFile = { ...invoice, name: 'broken.pdf', buffer: Buffer.from('%PDF-1.7\nnothing of a PDF') }
  const locked: TestFile = { ...invoice, name: 'locked.pdf', buffer: encrypted(invoice.buffer) }
  await pick(buyer.page, [invoice, broken, locked])
  for (const name of ['invoice.pdf', 'broken.pdf', 'locked.pdf'])
    await expect(trayRow(buyer.page, name).getByRole('progressbar')).toHaveCount(0)
  await expect(tray(buyer.page).locator('img')).toHaveCount(1)
  await say(buyer.page, 'The invoice.')

  for (const { page } of [buyer, agent]) {
    const message = bubble(page, 'The invoice.')
    await expect(message.getByText('PDF · 3 pages · ')).toBeVisible()
    // The block's colour is at its place, within the tolerance of the compression.
    const [red, green, blue] = await blockOf(message.locator('img').first())
    expect(Math.abs(red! - 66) + Math.abs(green! - 84) + Math.abs(blue! - 214)).toBeLessThan(60)
    await expect(message.getByRole('link', { name: 'Download invoice.pdf' })).toBeVisible()
    for (const name of ['broken.pdf', 'locked.pdf'])
      await expect(message.getByRole('link', { name: `Download ${name}` })).toBeVisible()
  }
  const message = bubble(agent.page, 'The invoice.')
  expect(await violations(agent.page, 'a PDF in the conversation', { within: message })).toEqual([])

  await message.getByRole('button', { name: 'Open invoice.pdf' }).click()
  const box = agent.page.getByRole('dialog', { name: 'Files in this conversation' })
  const page = box.getByRole('img', { name: 'First page of invoice.pdf' })
  await expect(page).toHaveJSProperty('naturalHeight', 1280)
  await expect(box).toContainText('This is the first of 3 pages.')
  await expect(box).toContainText('1 of 1')
  expect(await violations(agent.page, 'a PDF in the lightbox', { within: box })).toEqual([])
  const saved = agent.page.waitForEvent('download')
  await box.getByRole('link', { name: 'Download PDF' }).click()
  expect((await saved).suggestedFilename()).toBe('invoice.pdf')
  await agent.page.keyboard.press('Escape')
  await expect(box).toHaveCount(0)
  // Also in the list of files.
  await expect(details(agent.page).getByRole('button', { name: 'invoice.pdf' })).toContainText('3 pages')
  await expect(log(agent.page).locator('iframe, embed, object')).toHaveCount(0)
  await expect(composer(agent.page)).toBeVisible()
})

/** The same, marked as encrypted with an unknown password. */
const encrypted = (plain: Buffer): Buffer =>
  Buffer.from(
    plain
      .toString('latin1')
      .replace(
        '/Root 1 0 R',
        `/Root 1 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> /P -44 >>`,
      ),
    'latin1',
  )
