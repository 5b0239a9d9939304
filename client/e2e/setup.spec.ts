import { once } from 'node:events'
import { violations } from './support/axe.ts'
import { DeskServer, runNode } from './support/server.ts'
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
    await expect(page).toHaveURL((url) => url.pathname === '/admin')
    await expect(page.getByText('No tickets in this view.')).toBeVisible()
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
