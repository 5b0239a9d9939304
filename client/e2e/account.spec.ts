import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { MailServer } from './support/mailServer.ts'
import { DeskServer } from './support/server.ts'
import { shoot } from './support/shoot.ts'
import { expect, test as base } from './support/test.ts'
import { totp } from './support/totp.ts'

const buyer = { name: 'buyer', email: 'buyer@parley.example' }
const agent = { name: 'agent', email: 'agent@parley.example' }
const admin = { name: 'admin', email: 'admin@parley.example' }
const FACE = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#8a4b00"/></svg>`
const NEW_PASSWORD = 'three unrelated words'

interface Mails {
  /** The address of a desk that sends mails. */
  url: string
  /** The path of the link in the newest mail to this address. */
  linkTo: (email: string) => Promise<string>
}

const test = base.extend<{ mails: Mails }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from this pattern.
  mails: async ({}, use) => {
    const mails = new MailServer()
    const desk = await new DeskServer({ SMTP_URL: await mails.start() }).start()
    const linkTo = async (email: string) => {
      const { pathname, hash } = new URL(await mails.linkTo(email, /https?:\/\/\S+#token=\S+/))
      return `${pathname}${hash}`
    }
    await use({ url: desk.url, linkTo })
    await desk.stop()
    mails.stop()
  },
})

const signIn = async (page: Page, email: string, password: string) => {
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('a forgotten password is replaced by a mailed link, which works once', async ({ mails, visit, console }) => {
  console.allow(/status of 404/)
  const page = await visit('/sign-in', { url: mails.url })
  await shoot(page, 'sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await shoot(page, 'forgot')
  await page.getByRole('textbox', { name: 'Email' }).fill(buyer.email)
  await page.getByRole('button', { name: 'Send link' }).click()
  await expect(page.getByRole('status')).toContainText(buyer.email)
  const link = await mails.linkTo(buyer.email)
  await page.goto(link)
  await expect(page.getByText(`For ${buyer.email}`)).toBeVisible()
  expect(await violations(page, 'reset')).toEqual([])
  await shoot(page, 'reset')
  console.allow(/status of 400/)
  await page.getByLabel('New password').fill('password123')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByRole('alert')).toContainText('too easy to guess')
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByRole('status')).toContainText('has been changed')
  await page.getByRole('link', { name: 'Go to sign-in' }).click()
  await signIn(page, buyer.email, NEW_PASSWORD)
  await expect(page).toHaveURL((url) => url.pathname === '/dashboard/chat')
  await page.goto(link)
  await page.reload()
  await expect(page.getByRole('alert')).toContainText('already been used')
})

test('an agent sets up a second factor on the account page, signs in with it, and ends the other sign-in', async ({
  mails: { url },
  enter,
  visit,
}) => {
  const { page } = await enter(agent, { url, at: '/account' })
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
  expect(await violations(page, 'account')).toEqual([])
  await shoot(page, 'account')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Sofia Marin')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Your name has been changed.')).toBeVisible()

  const factor = page.getByRole('region', { name: 'Second factor' })
  await factor.getByRole('button', { name: 'Set up' }).click()
  await factor.getByLabel('Current password').fill('parley-demo')
  await factor.getByRole('button', { name: 'Continue' }).click()
  await expect(factor.getByRole('img', { name: /QR code/ })).toBeVisible()
  await shoot(page, 'qr')
  const key = (await factor.locator('code').innerText()).replaceAll(' ', '')
  await factor.getByLabel('Code from the app').fill(totp(key))
  await factor.getByRole('button', { name: 'Turn on' }).click()
  const codes = factor.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  await shoot(page, 'codes')
  const [recovery] = await codes.allInnerTexts()
  await factor.getByRole('button', { name: 'I’ve kept them' }).click()
  await expect(factor.getByText(/^On\./)).toBeVisible()

  const other = await visit('/sign-in', { url })
  await signIn(other, agent.email, 'parley-demo')
  await expect(other.getByLabel('Code')).toBeVisible()
  expect(await violations(other, 'code')).toEqual([])
  await shoot(other, 'code')
  await other.getByRole('button', { name: 'Use a recovery code' }).click()
  await other.getByLabel('Recovery code').fill(recovery!)
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other).toHaveURL((at) => at.pathname === '/admin')

  await page.reload()
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toBeHidden()
  await expect(other.getByRole('dialog', { name: 'You were signed out' })).toBeVisible()
})

test('a buyer adds a passkey and a picture on the account page, and signs in with the passkey alone', async ({
  mails: { url },
  enter,
}) => {
  // Passkeys belong to a host name.
  const { page } = await enter(buyer, { url: url.replace('127.0.0.1', 'localhost'), at: '/account' })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const passkeys = page.getByRole('region', { name: 'Passkeys' })
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
  await passkeys.getByRole('textbox', { name: 'Name of the passkey' }).fill('Old laptop')
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(passkeys.getByRole('listitem')).toContainText('Old laptop')
  await passkeys.getByRole('button', { name: 'Rename Old laptop' }).click()
  await passkeys.getByRole('textbox', { name: 'Name of the passkey' }).fill('Laptop')
  await passkeys.getByRole('button', { name: 'Save' }).click()
  await expect(passkeys.getByRole('listitem')).toContainText(/^Laptop/)

  const picture = page.getByRole('region', { name: 'Picture' })
  const chooser = page.waitForEvent('filechooser')
  await picture.getByRole('button', { name: 'Choose a picture' }).click()
  await (await chooser).setFiles({ name: 'me.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(FACE) })
  await expect(picture.getByRole('button', { name: 'Remove' })).toBeVisible()
  expect(await violations(page, 'account')).toEqual([])
  await shoot(page, 'account-passkeys')
  await page.goto('/dashboard/chat')
  const menu = page.getByRole('button', { name: /Mira Castellanos/ })
  await expect(menu.locator('img')).toHaveJSProperty('naturalWidth', 256)
  await shoot(page, 'dashboard-picture')

  await menu.click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page).toHaveURL((at) => at.pathname === '/dashboard/chat')
  await page.goto('/account')
  await passkeys.getByRole('button', { name: 'Remove Laptop' }).click()
  await expect(passkeys.getByRole('listitem')).toBeHidden()
})

test('an admin creates a token on the account page, and one for a service account', async ({
  mails: { url },
  enter,
}) => {
  const permissions = ['clipboard-read', 'clipboard-write']
  const { page } = await enter(admin, { url, at: '/account', permissions })
  const tokens = page.getByRole('region', { name: 'API tokens' })
  await expect(tokens.getByText('No API tokens.')).toBeVisible()
  await tokens.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog', { name: 'New API token' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Order sync')
  await dialog.getByRole('checkbox', { name: /^Write/ }).click({ force: true })
  expect(await violations(page, 'new token')).toEqual([])
  await shoot(page, 'new-token')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  await dialog.getByRole('button', { name: 'Copy token' }).click()
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
  await shoot(page, 'token')
  const token = await page.evaluate(() => navigator.clipboard.readText())
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(tokens.getByRole('listitem')).toContainText('Read, Write')
  const ask = async () => {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
    const body = JSON.stringify({ query: '{ viewer { name } }' })
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
    return ((await response.json()) as { data: { viewer: { name: string } | null } }).data.viewer?.name
  }
  expect(await ask()).toBe('Ruth Adeyemi')
  await shoot(page, 'tokens')
  await tokens.getByRole('button', { name: 'Revoke Order sync' }).click()
  await page.getByRole('button', { name: 'Revoke', exact: true }).last().click()
  await expect(tokens.getByRole('listitem')).toContainText('Revoked')
  expect(await ask()).toBeUndefined()

  await page.goto('/admin')
  await page.getByRole('button', { name: /Ruth Adeyemi/ }).click()
  await page.getByRole('menuitem', { name: 'API tokens' }).click()
  const all = page.getByRole('dialog', { name: 'API tokens' })
  const services = all.getByRole('region', { name: 'Service accounts' })
  await services.getByRole('textbox', { name: 'Name' }).fill('Order bot')
  await services.getByRole('button', { name: 'Add' }).click()
  await services.getByRole('button', { name: 'New token for Order bot' }).click()
  const second = page.getByRole('dialog', { name: 'New API token for Order bot' })
  await second.getByRole('textbox', { name: 'Name' }).fill('Main')
  await second.getByRole('button', { name: 'Create token' }).click()
  await second.getByRole('button', { name: 'Done' }).click()
  await expect(all.getByRole('list', { name: 'All tokens' })).toContainText('Main')
  expect(await violations(page, 'all tokens')).toEqual([])
  await shoot(page, 'all-tokens')
})
