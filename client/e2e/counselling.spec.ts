import type { Page } from '@playwright/test'
import { PASSWORD } from './support/people.ts'
import { violations } from './support/axe.ts'
import { composer, list, log, opened, row, say } from './support/screen.ts'
import { DeskServer } from './support/server.ts'
import { expect, type Seat, test } from './support/test.ts'

/** Marketplace terms that a counselling desk must not show. */
const MARKETPLACE = /\b(buyers?|sellers?|agents?|shops?|merchants?|marketplace|customers?)\b/gi
/** A name that desks of both profiles start with, and that staff may change. */
const TEAM = 'Customer Service'

let desk: DeskServer
test.beforeAll(async () => {
  desk = await new DeskServer({ DESK_PROFILE: 'counselling' }).start()
})
test.afterAll(() => desk.stop())

/** The text of a page, including labels for screen readers, without email addresses. */
const wordsOf = async (page: Page): Promise<string> =>
  (
    await page.evaluate(() =>
      [
        document.title,
        document.body.innerText,
        ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
          ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
        ),
      ].join('\n'),
    )
  )
    .replaceAll(/\S+@\S+/g, '')
    .replaceAll(TEAM, '')

/** Claims the ticket that is open. */
const claimHere = (page: Page): Promise<void> =>
  page.locator('[data-open-ticket]').getByRole('button', { name: 'Claim' }).last().click()

const clean = async (page: Page, where: string): Promise<void> =>
  expect([where, (await wordsOf(page)).match(MARKETPLACE) ?? []]).toEqual([where, []])

test('a counselling desk names students and counsellors on every screen', async ({ enter, visit }) => {
  const url = desk.url
  const front = await visit(`${url}/`, { url })
  await expect(front.getByText('Counsellor').first()).toBeVisible()
  await expect(front.getByText('Student').first()).toBeVisible()
  await clean(front, 'the sign-in')
  await front.getByLabel('Email').fill('buyer@parley.example')
  await front.getByLabel('Password').fill(PASSWORD)

  const person = (who: string) => ({ name: who, email: `${who}@parley.example` })
  const subject = 'Deadline for the Erasmus form'
  const student = await enter(person('buyer'), { url, at: '/dashboard/chat' })
  const counsellor = await enter(person('agent'), { url, at: '/admin' })
  const admin = await enter(person('admin'), { url, at: '/admin' })

  const number = async ({ api }: Seat): Promise<string> =>
    (
      await api.ask('query($text: String) { tickets(filter: { text: $text }) { edges { node { number } } } }', {
        text: subject,
      })
    ).tickets.edges[0].node.number
  const ticket = await number(student)
  await student.page.goto(`/dashboard/chat?ticket=${ticket}`)
  await opened(student.page, 'Is it the 30th or the 1st?')
  await clean(student.page, 'the student’s conversation')
  await counsellor.page.goto(`/admin?ticket=${ticket}`)
  await expect(counsellor.page.getByText(/can be read only by the person who claims/)).toBeVisible()
  await clean(counsellor.page, 'an unclaimed ticket')
  await claimHere(counsellor.page)
  await opened(counsellor.page, 'Is it the 30th or the 1st?')
  await expect(counsellor.page.getByRole('option').filter({ hasText: subject })).toContainText('Student')
  await clean(counsellor.page, 'the counsellor’s conversation')
  await say(counsellor.page, 'It is the 30th.')
  await opened(student.page, 'It is the 30th.')
  await expect(student.page.getByRole('log')).toContainText('Counsellor')
  await clean(student.page, 'the answer')

  for (const path of ['', '/requests', '/live']) {
    await counsellor.page.goto(`/admin${path}`)
    await expect(counsellor.page.getByRole('main')).toBeVisible()
    await expect(counsellor.page.getByRole('heading').first()).toBeVisible()
    await clean(counsellor.page, `the counsellor’s ${path}`)
  }
  for (const path of ['', '/users', '/sellers', '/requests', '/live', '/audit']) {
    await admin.page.goto(`/admin${path}`)
    await expect(admin.page.getByRole('main')).toBeVisible()
    await expect(admin.page.getByRole('heading').first()).toBeVisible()
    await clean(admin.page, `the admin’s ${path}`)
  }
  await admin.page.goto('/admin/users')
  await expect(admin.page.getByText('Counsellor').filter({ visible: true }).first()).toBeVisible()
  await expect(admin.page.getByText('Student').filter({ visible: true }).first()).toBeVisible()
  await admin.page.goto('/admin')
  await expect(admin.page.getByText('Partners').first()).toBeVisible()

  // The text of overlays counts too.
  await admin.page.keyboard.press('Control+k')
  await expect(admin.page.getByRole('dialog', { name: 'Commands' }).getByRole('searchbox')).toBeFocused()
  await clean(admin.page, 'the palette')
  await admin.page.keyboard.press('Escape')
  await admin.page.keyboard.press('Shift+?')
  await expect(admin.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await clean(admin.page, 'the shortcuts')
})

test('a case is read by its counsellor alone, and by an admin with emergency access', async ({ enter }) => {
  const url = desk.url
  const person = (who: string) => ({ name: who, email: `${who}@parley.example` })
  const subject = 'Leave of absence next semester'
  const own = 'Exam nerves'
  const sofia = await enter(person('agent'), { url, at: '/admin' })
  const daniel = await enter(person('agent2'), { url, at: '/admin' })
  const admin = await enter(person('admin'), { url, at: '/admin' })
  const student = await enter(person('buyer2'), { url, at: '/dashboard/chat' })
  const numberOf = async (title: string): Promise<string> =>
    (
      await student.api.ask('query($text: String) { tickets(filter: { text: $text }) { edges { node { number } } } }', {
        text: title,
      })
    ).tickets.edges[0].node.number
  const number = await numberOf(own)

  // Daniel has this case. Sofia cannot find it, nor can the admin.
  await daniel.page.goto(`/admin?ticket=${number}`)
  await opened(daniel.page, 'When I see the others writing.')
  for (const { page } of [sofia, admin]) {
    await expect(list(page)).not.toContainText(own)
    await page.goto(`/admin?ticket=${number}`)
    await expect(page.getByText('This ticket doesn’t exist, or you don’t have access to it.').first()).toBeVisible()
    await page.goto('/admin')
  }
  expect(await violations(sofia.page, 'the list')).toEqual([])

  // What nobody has can be claimed by one.
  const other = await numberOf(subject)
  expect(other).not.toBe(number)

  // The admin opens the case, for an hour, with a reason that everyone reads.
  await admin.page.keyboard.press('Control+k')
  await admin.page.getByRole('dialog', { name: 'Commands' }).getByRole('searchbox').fill('emergency')
  await admin.page.keyboard.press('Enter')
  const dialog = admin.page.getByRole('dialog', { name: 'Emergency access' })
  await dialog.getByLabel('Ticket number').fill(number)
  await dialog.getByLabel('Reason').fill('She wrote of giving up')
  expect(await violations(admin.page, 'the dialog', { within: dialog })).toEqual([])
  await dialog.getByRole('button', { name: 'Open ticket' }).click()
  await opened(admin.page, 'When I see the others writing.')
  await expect(admin.page.getByText(/Emergency access: \d+ minutes left/)).toBeVisible()
  await expect(composer(admin.page)).toBeHidden()
  expect(await violations(admin.page, 'the emergency access')).toEqual([])

  await expect(log(daniel.page)).toContainText('with emergency access: “She wrote of giving up”')
  await student.page.goto(`/dashboard/chat?ticket=${number}`)
  await expect(log(student.page)).toContainText('with emergency access: “She wrote of giving up”')
})

test('what waits is in everyone’s list as it happens, and in nobody else’s once it is claimed', async ({ enter }) => {
  const url = desk.url
  const person = (who: string) => ({ name: who, email: `${who}@parley.example` })
  const sofia = await enter(person('agent'), { url, at: '/admin' })
  const daniel = await enter(person('agent2'), { url, at: '/admin' })
  const student = await enter(person('buyer2'), { url, at: '/dashboard/chat' })
  await expect(list(sofia.page)).toBeVisible()
  await expect(list(daniel.page)).toBeVisible()

  const subject = 'A room for the summer'
  const ticket = await student.api.createTicket(subject, 'My contract ends in May.')
  for (const { page } of [sofia, daniel]) {
    await expect(row(page, subject)).toBeVisible()
    await expect(page.getByText('My contract ends in May.')).toHaveCount(0)
  }
  await sofia.api.ask('mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }', { id: ticket.id })
  await expect(row(sofia.page, subject)).toContainText('My contract ends in May.')
  await expect(row(daniel.page, subject)).toHaveCount(0)
  await sofia.api.ask('mutation ($id: ID!) { unclaim(input: { ticketId: $id }) { errors { code } } }', {
    id: ticket.id,
  })
  await expect(row(daniel.page, subject)).toBeVisible()
})
