import { Api } from './support/api.ts'
import { NO_NETWORK } from './support/console.ts'
import { takePerson } from './support/people.ts'
import { composer, list, open, opened, say, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

const PASSWORD = 'parley-demo'

test('a signed-out user is redirected to the sign-in, and then to the requested page', async ({ visit, enter }) => {
  const { person, api } = await enter('buyer')
  const ticket = await api.createTicket(`Clock of ${person.name}`)
  const page = await visit(ticketAt(HOME.buyer, ticket.number))
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await opened(page, 'Hello, can you help?')
  await expect(page).toHaveURL(new RegExp(ticket.number))
})

test('a wrong password shows an error on the same page', async ({ visit, console }) => {
  console.allow(/status of 401/)
  const page = await visit('/sign-in')
  await page.getByRole('textbox', { name: 'Email' }).fill(takePerson('buyer').email)
  await page.getByRole('textbox', { name: 'Password' }).fill('not this')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toHaveText('Incorrect email or password.')
  await expect(page).toHaveURL(/\/sign-in/)
})

const DEMO = [
  { name: 'Mira Castellanos', home: HOME.buyer },
  { name: 'Ines Okafor', home: HOME.seller },
  { name: 'Sofia Lindqvist', home: HOME.agent },
  { name: 'Ruth Adeyemi', home: HOME.agent },
]
for (const { name, home } of DEMO) {
  test(`one click signs in as ${name} and opens ${home}`, async ({ visit }) => {
    const page = await visit('/')
    await page.getByRole('button', { name }).click()
    await expect(page).toHaveURL((url) => url.pathname === home)
    await expect(list(page)).toBeVisible()
  })
}

test('old addresses redirect to the chats', async ({ enter }) => {
  const buyer = await enter('buyer', { at: '/dashboard/support' })
  await expect(buyer.page).toHaveURL((url) => url.pathname === HOME.buyer)
  const seller = await enter('seller', { at: '/seller/support' })
  await expect(seller.page).toHaveURL((url) => url.pathname === HOME.seller)
})

test('users are redirected from other dashboards to their own', async ({ enter }) => {
  const buyer = await enter('buyer', { at: HOME.agent })
  await expect(buyer.page).toHaveURL((url) => url.pathname === HOME.buyer)
  const agent = await enter('agent', { at: HOME.seller })
  await expect(agent.page).toHaveURL((url) => url.pathname === HOME.agent)
  await agent.page.goto('/nowhere')
  await expect(agent.page.getByText('This page doesn’t exist.')).toBeVisible()
})

test('signing out leaves no page in the history that shows data', async ({ enter }) => {
  const { page, person } = await enter('buyer')
  await page.getByRole('button', { name: new RegExp(person.name) }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto(HOME.buyer)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('signed out elsewhere: the sign-in opens over the page, and the draft is untouched', async ({ enter }) => {
  const { page, person, api } = await enter('buyer')
  const ticket = await api.createTicket(`Mirror of ${person.name}`)
  await open(page, ticket.subject)
  await opened(page, 'Hello, can you help?')
  await composer(page).fill('I was just about to say')

  await page.context().request.post('/api/auth/sign-out', { data: {} })
  const dialog = page.getByRole('dialog', { name: 'You were signed out' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(composer(page)).toHaveValue('I was just about to say')
  await say(page, 'I was just about to say this.')
  const { api: later } = await enter(person)
  await expect.poll(() => later.texts(ticket.number)).toEqual(['Hello, can you help?', 'I was just about to say this.'])
})

for (const [own, other] of [
  ['buyer', 'agent'],
  ['agent', 'buyer'],
] as const) {
  test(`${other} signs in next to the page of ${own}: it asks for sign-in, and nothing is sent as ${other}`, async ({
    enter,
    console,
  }) => {
    test.slow()
    console.allow(/status of 409/)
    console.allow(NO_NETWORK)
    const { page, person } = await enter(own)
    const intruder = takePerson(other)
    // A sign-in of its own: that of the browser ends.
    const buyer = await Api.signIn(own === 'buyer' ? person : takePerson('buyer'))
    const ticket = await buyer.createTicket(`Lamp of ${person.name}`)
    await page.goto(ticketAt(HOME[own], ticket.number))
    await opened(page, 'Hello, can you help?')
    await composer(page).fill('Written by who began it')

    const tab = await page.context().newPage()
    await tab.goto('/sign-in')
    await expect(tab.getByText('You’re already signed in.')).toBeVisible()
    await expect(tab.getByRole('button', { name: `Continue as ${person.name}` })).toBeVisible()
    // The page does not notice before its message and its socket use the other cookie.
    await page.context().setOffline(true)
    await composer(page).press('Enter')
    await page
      .context()
      .request.post('/api/auth/sign-in/email', { data: { email: intruder.email, password: PASSWORD } })
    await page.context().setOffline(false)
    const asked = page.getByRole('dialog', { name: `You’re now signed in as ${intruder.name}` })
    await expect(asked).toBeVisible()
    await asked.getByRole('button', { name: `Continue as ${intruder.name}` }).click()
    await expect(page).toHaveURL((url) => url.pathname === HOME[other])
    await expect(page.getByRole('button', { name: new RegExp(intruder.name) })).toBeVisible()
    expect(await buyer.texts(ticket.number)).toEqual(['Hello, can you help?'])

    // Signs in on the page, which notifies the other tab. After the author signs in again, the waiting message is sent.
    await tab.goto('/sign-in')
    await tab.getByRole('button', { name: 'Sign out and use another account' }).click()
    await expect(page.getByRole('dialog', { name: 'You were signed out' })).toBeVisible()
    await tab.getByRole('textbox', { name: 'Email' }).fill(person.email)
    await tab.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await tab.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('dialog', { name: `You’re now signed in as ${person.name}` })).toBeVisible()
    await expect.poll(() => buyer.authors(ticket.number)).toContainEqual(['Written by who began it', person.name])
  })
}

test('a user who signs out in another tab continues with the same draft', async ({ enter, console }) => {
  console.allow(/status of 409|WebSocket/)
  const { page, person, api } = await enter('buyer')
  const intruder = takePerson('agent')
  const ticket = await api.createTicket(`Vase of ${person.name}`)
  await open(page, ticket.subject)
  await opened(page, 'Hello, can you help?')
  await composer(page).fill('Not finished yet')
  await page.context().request.post('/api/auth/sign-in/email', { data: { email: intruder.email, password: PASSWORD } })
  const asked = page.getByRole('dialog', { name: `You’re now signed in as ${intruder.name}` })
  // It may have checked before the browser had the new cookie; it checks again when the page gets the focus.
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expect(asked).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await asked.getByRole('button', { name: `Sign in as ${person.name} again` }).click()
  const dialog = page.getByRole('dialog', { name: `Sign in as ${person.name} again` })
  await expect(dialog.getByRole('textbox', { name: 'Email' })).toHaveValue(person.email)
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(composer(page)).toHaveValue('Not finished yet')
})
