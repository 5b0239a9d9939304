// `pnpm stranger`: what somebody does who has read README.md and docs/operating.md, on a clean copy of the last commit. In a
// browser where a person would use one. It downloads nothing that `pnpm install` has in its store.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { NO_NETWORK } from './support/console.ts'
import { Installation } from './support/installation.ts'
import { MailServer } from './support/mailServer.ts'
import { bubble, open, say } from './support/screen.ts'
import { expect, test } from './support/test.ts'
import { totp } from './support/totp.ts'

const PASSWORD = 'seven quiet lamps'
const KEY = randomBytes(32).toString('base64')
const SHOP = 'https://shop.example'

test.setTimeout(3_600_000)

test('from a clean copy to a desk in use, a lost disk, and an upgrade', async ({ visit, console }) => {
  console.allow(NO_NETWORK)
  console.allow(/status of (401|403|404|503)/)
  const mails = new MailServer()
  const desk = new Installation()
  try {
    await desk.install({
      SMTP_URL: await mails.start(),
      MAIL_FROM: 'desk@parley.test',
      HANDOVER_ISSUERS: JSON.stringify([{ issuer: SHOP, audience: 'parley', key: KEY, roles: ['buyer'] }]),
    })
    const at = { url: desk.url, serviceWorkers: 'allow' } as const
    const welcome = await desk.start()
    expect(await desk.parley('doctor')).not.toContain('✗')

    // The first admin, who invites an agent.
    const admin = await visit(/\/setup\?token=\S+/.exec(welcome)![0], at)
    await admin.getByRole('textbox', { name: 'Your name' }).fill('Ruth Adeyemi')
    await admin.getByRole('textbox', { name: 'Email' }).fill('ruth@desk.test')
    await admin.getByLabel('Password').fill(PASSWORD)
    await admin.getByRole('button', { name: 'Create admin account' }).click()
    await setUp(admin)
    const invitation = await mails.linkTo('ida@desk.test', /http\S+\/invitation\S+/)

    const agent = await visit(pathOf(invitation), at)
    await agent.getByLabel('Password').fill(PASSWORD)
    await agent.getByRole('button', { name: 'Join' }).click()
    await expect(agent).toHaveURL((url) => url.pathname === '/admin')
    await turnOnSecondFactor(agent)

    // A buyer comes from the shop's own site, and the agent answers.
    const shop = await exampleShop(desk)
    const buyer = await visit('/', { url: shop.url })
    await buyer.getByRole('link', { name: 'Support' }).click()
    await expect(buyer).toHaveURL((url) => url.origin === desk.url && url.pathname === '/dashboard/chat')
    shop.stop()
    await writeTicket(buyer)
    await agent.goto('/admin')
    await open(agent, 'My lamp flickers')
    await say(agent, 'Which lamp is it?')
    await expect(bubble(buyer, 'Which lamp is it?')).toBeVisible()
    await say(buyer, 'The blue one 🟦')
    await expect(bubble(agent, 'The blue one 🟦')).toBeVisible()

    const token = (await desk.parley('token', 'ruth@desk.test', '--name', 'Sync', '--scopes', 'read')).trim()
    expect(await subjects(desk, token)).toEqual(['My lamp flickers'])

    await desk.parley('backup', desk.backup)
    await desk.parley('backup', '--verify', desk.backup)
    await desk.stop()
    desk.loseDisk()
    await desk.parley('restore', desk.backup)
    await desk.start()
    // Who was signed in still is, and the conversation goes on.
    await expect(bubble(buyer, 'The blue one 🟦')).toBeVisible()
    await say(buyer, 'Are you still there?')
    await expect(bubble(agent, 'Are you still there?')).toBeVisible()
    expect(await subjects(desk, token)).toEqual(['My lamp flickers'])

    await releaseNextVersion(desk)
    await desk.stop()
    await desk.build()
    await desk.start()
    await say(agent, 'Yes. A new cable is on its way.')
    await expect(bubble(buyer, 'A new cable is on its way.')).toBeVisible()
    expect(await desk.parley('doctor')).not.toContain('✗')
    for (const page of [admin, agent, buyer]) await page.close()
  } finally {
    mails.stop()
    await desk.remove()
  }
})

const pathOf = (link: string): string => {
  const { pathname, search, hash } = new URL(link)
  return `${pathname}${search}${hash}`
}

/** The steps after the first admin's account: the desk's name, and a colleague; the others are skipped. */
const setUp = async (page: Page): Promise<void> => {
  await page.getByRole('textbox', { name: 'Name of the desk' }).fill('Lamp Studio')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Set up Lamp Studio' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Sender of mails' }).waitFor()
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByRole('textbox', { name: 'New team' }).waitFor()
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByRole('textbox', { name: 'Email addresses' }).fill('ida@desk.test')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page).toHaveURL((url) => url.pathname === '/admin')
}

const turnOnSecondFactor = async (page: Page): Promise<void> => {
  await page.goto('/account')
  const factor = page.getByRole('region', { name: 'Second factor' })
  await factor.getByRole('button', { name: 'Set up' }).click()
  await factor.getByLabel('Current password').fill(PASSWORD)
  await factor.getByRole('button', { name: 'Continue' }).click()
  const key = (await factor.locator('code').innerText()).replaceAll(' ', '')
  await factor.getByLabel('Code from the app').fill(totp(key))
  await factor.getByRole('button', { name: 'Turn on' }).click()
  await factor.getByRole('button', { name: 'I’ve kept them' }).click()
  await expect(factor.getByText(/^On\./)).toBeVisible()
}

const writeTicket = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'New ticket' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('My lamp flickers')
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Since yesterday.')
  await dialog.getByRole('button', { name: 'Create ticket' }).click()
  await expect(bubble(page, 'Since yesterday.')).toBeVisible()
}

/** The shop of examples/shop, which signs its customers with the desk's key. */
const exampleShop = async (desk: Installation): Promise<{ url: string; stop: () => void }> => {
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: path.join(desk.source, 'examples/shop'),
    env: { PATH: process.env.PATH, PORT: '0', PARLEY_URL: desk.url, HANDOVER_KEY: KEY, ISSUER: SHOP },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: /http:\/\/\S+/.exec(line.toString())![0], stop: () => child.kill() }
}

const subjects = async (desk: Installation, token: string): Promise<string[]> => {
  const response = await fetch(`${desk.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ tickets(first: 10) { edges { node { subject } } } }' }),
  })
  const { data } = (await response.json()) as { data: { tickets: { edges: { node: { subject: string } }[] } } }
  return data.tickets.edges.map(({ node }) => node.subject)
}

/** A later version, with another column. */
const releaseNextVersion = async (desk: Installation): Promise<void> => {
  const prisma = path.join(desk.source, 'prisma')
  const folder = path.join(prisma, 'migrations/29990101000000_next_version')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'migration.sql'), 'ALTER TABLE "desk_settings" ADD COLUMN "next_version" TEXT;\n')
  const model = readFileSync(path.join(prisma, 'schema.prisma'), 'utf8')
  const changed = model.replace('model DeskSettings {', '$&\n  nextVersion String? @map("next_version")')
  writeFileSync(path.join(prisma, 'schema.prisma'), changed)
  await desk.command(desk.source, 'npx', ['-y', 'pnpm@12', 'generate'])
}
