import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { violations } from './support/axe.ts'
import { opened, row } from './support/screen.ts'
import { DeskServer } from './support/server.ts'
import { expect, test as base } from './support/test.ts'

const SHOP = fileURLToPath(new URL('../../examples/shop/server.mjs', import.meta.url))
const KEY = 'a shared key with at least 32 bytes'

/** A desk, and the example shop beside it. */
const test = base.extend<{ sites: { desk: string; shop: string } }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from this pattern.
  sites: async ({}, use) => {
    const issuers = [{ issuer: 'https://shop.example', audience: 'parley', key: KEY }]
    const desk = await new DeskServer({ HANDOVER_ISSUERS: JSON.stringify(issuers) }).start()
    const env = { ...process.env, PARLEY_URL: desk.url, HANDOVER_KEY: KEY, PORT: '0' }
    const shop = spawn(process.execPath, [SHOP], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(shop.stdout, 'data')) as [Buffer]
    await use({ desk: desk.url, shop: /http:\S+/.exec(line.toString())![0] })
    shop.kill()
    await desk.stop()
  },
})

test('a customer of the example shop opens support, writes, and finds the conversation again', async ({
  sites,
  visit,
}) => {
  const page = await visit(sites.shop, { url: sites.desk })
  await page.getByRole('link', { name: 'Support' }).click()
  await expect(page).toHaveURL(`${sites.desk}/dashboard/chat`)
  await page.getByRole('button', { name: 'New ticket' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('A broken lamp')
  await dialog.getByRole('textbox', { name: 'Message', exact: true }).fill('It does not light up.')
  await dialog.getByRole('button', { name: 'Create ticket' }).click()
  await opened(page, 'It does not light up.')

  await page.goto(sites.shop)
  await page.getByRole('link', { name: 'Support' }).click()
  await row(page, 'A broken lamp').click()
  await opened(page, 'It does not light up.')
  await expect(page.getByRole('button', { name: /^Ada Lovelace/ })).toBeVisible()

  await page.goto('/enter?token=nonsense&to=/dashboard/chat')
  await expect(page.getByRole('alert')).toContainText('This link is incomplete')
  expect(await violations(page, 'a refused hand-over')).toEqual([])
  await expect(page.getByRole('button', { name: 'Continue as Ada Lovelace' })).toBeVisible()
})
