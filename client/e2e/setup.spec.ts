import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { DeskServer, runNode } from './support/server.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

/** A separate empty database on the shared PostgreSQL. */
const emptyDatabase = async (): Promise<string> => {
  const child = runNode('client/e2e/support/emptyDatabase.mjs', [], { DATA_DIR: process.env.E2E_DATA_DIR! })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`No database was made:\n${said}`)
  return said
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" rx="8" fill="#146c43"/></svg>`

const next = (page: Page) => page.getByRole('button', { name: 'Continue' }).click()

const nameAndColour = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Name of the desk' }).fill('Lamp Shop')
  await page.getByRole('radio', { name: 'Teal' }).click({ force: true })
  await expect(page.getByRole('heading', { name: 'Set up Lamp Shop' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-accent', 'teal')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a logo' }).click()
  await (await chooser).setFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) })
  await expect(page.getByRole('button', { name: 'Remove' })).toBeVisible()
  expect(await violations(page, 'first step')).toEqual([])
  await shoot(page, 'setup-named')
  await next(page)
}

const mailAndTeams = async (page: Page) => {
  await expect(page.getByRole('heading', { name: 'Which address sends your emails?' })).toBeFocused()
  // A reload continues where one was.
  await page.reload()
  await expect(page.getByText('No mail server is configured yet')).toBeVisible()
  expect(await violations(page, 'mail')).toEqual([])
  await shoot(page, 'setup-mail')
  await page.getByRole('textbox', { name: 'Sender of mails' }).fill('nobody')
  // What cannot be saved stays on the page.
  await next(page)
  await expect(page.getByText('This is not an email address.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Sender of mails' }).fill('help@lamps.example')
  await next(page)
  await page.getByRole('textbox', { name: 'New team' }).fill('Repairs')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Repairs' })).toBeVisible()
  expect(await violations(page, 'teams')).toEqual([])
  await shoot(page, 'setup-teams')
  await next(page)
}

const invite = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Email addresses' }).fill('sofia@lamps.example, daniel.weiss@lamps.example')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByText('2 people invited.')).toBeVisible()
  expect(await violations(page, 'people')).toEqual([])
  await shoot(page, 'setup-people')
  await page.getByRole('button', { name: 'Finish' }).click()
}

const firstSteps = async (page: Page) => {
  await expect(page).toHaveURL((url) => url.pathname === '/admin')
  await expect(page.getByText('All caught up.')).toBeVisible()
  const steps = page.getByRole('region', { name: 'Welcome to Lamp Shop' })
  await expect(steps).toContainText('3 of 6 done')
  expect(await violations(page, 'first steps')).toEqual([])
  await shoot(page, 'first-steps')
  await steps.getByRole('link', { name: 'Decide how customers get an account' }).click()
  const settings = page.getByRole('dialog', { name: 'Desk settings' })
  await expect(settings.getByRole('textbox', { name: 'Name of the desk' })).toHaveValue('Lamp Shop')
  await expect(settings.getByRole('textbox', { name: 'Sender of mails' })).toHaveValue('help@lamps.example')
  expect(await violations(page, 'desk settings', { within: settings })).toEqual([])
  await shoot(page, 'desk-settings')
  await page.keyboard.press('Escape')
  await steps.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByRole('button', { name: 'Set your working hours' })).toBeVisible()
  await shoot(page, 'agent-welcome')
}

test('a production desk is set up in the browser by the link that it prints', async ({ visit, console }) => {
  console.allow(/status of 404/)
  const desk = new DeskServer({ NODE_ENV: 'production', DATABASE_URL: await emptyDatabase() })
  await desk.start()
  try {
    const link = new URL(/http\S+\/setup\?token=\S+/.exec(desk.welcome)![0])
    const path = `${link.pathname}${link.search}`
    const page = await visit(path, { url: desk.url })
    await expect(page.getByRole('heading', { name: 'Set up Parley' })).toBeVisible()
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ruth Adeyemi')
    expect(await violations(page, 'setup')).toEqual([])
    await page.getByRole('textbox', { name: 'Email' }).fill('ruth@desk.example')
    await page.getByLabel('Password').fill('a long enough password')
    await page.getByRole('button', { name: 'Create admin account' }).click()
    await expect(page.getByRole('heading', { name: 'What is your desk called?' })).toBeVisible()
    await shoot(page, 'setup-desk')
    await nameAndColour(page)
    await mailAndTeams(page)
    await invite(page)
    await firstSteps(page)
    await page.goto('/admin/users')
    await expect(page.getByRole('option', { name: /Ruth Adeyemi.*Online/ })).toBeVisible()
    // Before the server stops, because an open page would try to reconnect.
    await page.close()

    const late = await visit(path, { url: desk.url })
    await expect(late.getByRole('alert')).toHaveText('This setup link has already been used or has expired.')
    await late.close()
  } finally {
    await desk.stop()
  }
})
