import type { Locator, Page } from '@playwright/test'
import { expect, HOME } from '../support/test.ts'
import type { Say } from './say.ts'

/** The people of the demo desk that look at its screens; a visitor is not signed in. */
export const PEOPLE = {
  visitor: undefined,
  buyer: { name: 'Mira Castellanos', email: 'buyer@parley.example' },
  seller: { name: 'Ines Okafor', email: 'seller@parley.example' },
  agent: { name: 'Sofia Lindqvist', email: 'agent@parley.example' },
  admin: { name: 'Ruth Adeyemi', email: 'admin@parley.example' },
} as const

export type Who = keyof typeof PEOPLE

/** A page of the desk, its words, and the number of the ticket that the person looks at. */
export type Shown = { page: Page; say: Say; ticket: string }

/** A screen: where it is, what is to be done there, and what shows that it is there. */
export type Screen = {
  name: string
  at: (shown: Shown) => string
  open?: (shown: Shown) => Promise<unknown>
  shows: (shown: Shown) => Locator
  /** It exists only from, or below, this width in pixels. */
  from?: number
  below?: number
}

/** The subject of the ticket that each role looks at. */
export const TICKETS: Partial<Record<Who, string>> = {
  buyer: 'Lamp arrived',
  seller: 'Payout for October',
  agent: 'Lamp arrived',
  admin: 'Lamp arrived',
}

const emoji = ({ page }: Shown) => page.getByRole('gridcell').first()
const heading = ({ page }: Shown) => page.getByRole('heading').first()
const dialog = ({ page }: Shown) => page.getByRole('dialog').last()
const tickets = ({ page, say }: Shown) => page.getByRole('listbox', { name: say('tickets.list') })
const conversation = ({ page, say }: Shown) =>
  page
    .getByRole('log', { name: say('messages.log') })
    .getByRole('article')
    .first()
const of =
  (home: string) =>
  ({ ticket }: Shown) =>
    `${home}?ticket=${ticket}`

/** Does what the command menu offers under this name. */
const command =
  (key: string) =>
  async ({ page, say }: Shown): Promise<void> => {
    await openPalette({ page, say })
    const palette = page.getByRole('dialog', { name: say('dashboards.palette') })
    await palette.getByRole('searchbox').fill(say(key))
    await palette
      .getByRole('menuitem')
      .filter({ hasText: say(key) })
      .first()
      .click()
    await expect(palette).toHaveCount(0)
  }

const openPalette = async ({ page, say }: Pick<Shown, 'page' | 'say'>): Promise<void> => {
  await page.keyboard.press('Control+k')
  await expect(
    page
      .getByRole('dialog', { name: say('dashboards.palette') })
      .getByRole('menuitem')
      .first(),
  ).toBeVisible()
}

/** A dialog that the command menu opens. */
const byCommand = (home: string, name: string, key: string): Screen => ({
  name,
  at: of(home),
  open: async (shown) => {
    await expect(conversation(shown)).toBeVisible()
    await command(key)(shown)
  },
  shows: dialog,
})

const button = ({ page, say }: Shown, key: string) => page.getByRole('button', { name: say(key), exact: true })

const page = (name: string, path: string): Screen => ({ name, at: () => path, shows: heading })

/** What everybody who is signed in has. */
const common = (home: string): Screen[] => [
  { name: 'list', at: () => home, shows: tickets },
  { name: 'thread', at: of(home), shows: conversation },
  {
    name: 'details',
    at: of(home),
    open: async (shown) => {
      await expect(conversation(shown)).toBeVisible()
      await button(shown, 'tickets.details').click()
    },
    shows: (shown) => shown.page.getByRole('dialog', { name: shown.say('dashboards.detailsPanel') }),
    below: 1200,
  },
  {
    name: 'message-menu',
    at: of(home),
    open: async (shown) => {
      const message = conversation(shown)
      await expect(message).toBeVisible()
      await message.hover()
      await message.getByRole('button', { name: anyTime(shown.say) }).click()
    },
    shows: ({ page }) => page.getByRole('menu').last(),
  },
  {
    name: 'commands',
    at: of(home),
    open: async (shown) => {
      await expect(conversation(shown)).toBeVisible()
      await openPalette(shown)
    },
    shows: dialog,
  },
  byCommand(home, 'new-ticket', 'tickets.newTicket'),
  byCommand(home, 'shortcuts', 'dashboards.showShortcuts'),
  byCommand(home, 'notification-settings', 'deliveries.title'),
  {
    name: 'found',
    at: () => home,
    open: async ({ page, say }) => {
      await page.getByRole('searchbox', { name: say('search.search'), exact: true }).fill('lamp')
      await page.keyboard.press('Enter')
    },
    shows: ({ page, say }) => page.getByRole('listbox', { name: say('search.results') }),
  },
  {
    name: 'bell',
    at: () => home,
    open: ({ page, say }) =>
      page
        .getByRole('button', { name: new RegExp(`^${say('notifications.bell')}`) })
        .first()
        .click(),
    shows: dialog,
  },
  {
    name: 'nothing',
    at: () => `${home}?view=starred&text=nothing-like-it&ticket=TC-9999`,
    shows: ({ page, say }) => page.getByText(say('dashboards.ticketMissing')),
  },
  { name: 'account', at: () => '/account', shows: heading },
]

/** The name of a message's menu, whatever the time of the message. */
const anyTime = (say: Say): RegExp => new RegExp(say('messages.actions', { time: '@' }).replace('@', '.*'))

/** Charts are drawn a moment after the page. */
const analytics = (path: string): Screen => ({
  name: 'analytics',
  at: () => path,
  shows: ({ page }) => page.getByRole('table').first(),
})

const VISITOR: Screen[] = [
  page('sign-in', '/sign-in'),
  page('sign-up', '/sign-up'),
  page('forgot-password', '/forgot-password'),
  page('reset-password', '/reset-password'),
  page('code', '/sign-in/code'),
  page('sign-in-link', '/sign-in/link'),
  page('confirm-email', '/confirm-email'),
  page('invitation', '/invitation'),
  page('join-shop', '/join-shop'),
  page('unsubscribe', '/unsubscribe'),
  page('rate', '/rate'),
  page('not-found', '/nowhere'),
]

const SELLER: Screen[] = [
  ...common(HOME.seller),
  analytics('/seller/analytics'),
  {
    name: 'request-chat',
    at: () => HOME.seller,
    open: async (shown) => {
      await expect(tickets(shown)).toBeVisible()
      await shown.page.getByRole('button', { name: new RegExp(`^${shown.say('requests.ask')}`) }).click()
    },
    shows: dialog,
    from: 760,
  },
]

/** A button of the open ticket that opens a dialog. */
const byButton = (home: string, name: string, key: string, from?: number): Screen => ({
  name,
  at: of(home),
  open: async (shown) => {
    await expect(conversation(shown)).toBeVisible()
    await button(shown, key).first().click()
  },
  shows: dialog,
  from,
})

const STAFF: Screen[] = [
  ...common(HOME.agent),
  {
    name: 'filters',
    at: () => HOME.agent,
    open: (shown) => button(shown, 'tickets.filter').click(),
    shows: dialog,
  },
  {
    name: 'bulk-edit',
    at: () => HOME.agent,
    open: async (shown) => {
      await tickets(shown).getByRole('option').first().waitFor()
      await shown.page.keyboard.press('j')
      await shown.page.keyboard.press('x')
    },
    shows: ({ page, say }) => page.getByText(say('tickets.selected', { count: 1 })).first(),
  },
  byCommand(HOME.agent, 'session', 'sessions.schedule'),
  byCommand(HOME.agent, 'hand-over', 'tickets.handOver'),
  byCommand(HOME.agent, 'macros', 'macros.manage'),
  byCommand(HOME.agent, 'undo-history', 'undo.title'),
  byButton(HOME.agent, 'everything', 'customers.everythingShort', 1440),
  { ...byButton(HOME.agent, 'emoji', 'messages.insertEmoji', 760), shows: emoji },
  page('requests', '/admin/requests'),
  page('live', '/admin/live'),
  analytics('/admin/analytics'),
]

const ADMIN: Screen[] = [
  {
    name: 'users',
    at: () => '/admin/users',
    shows: ({ page, say }) =>
      page
        .getByRole('listbox', { name: say('dashboards.tabs.users') })
        .getByRole('option')
        .first(),
  },
  {
    name: 'user',
    at: () => '/admin/users',
    open: ({ page, say }) =>
      page
        .getByRole('listbox', { name: say('dashboards.tabs.users') })
        .getByRole('option')
        .first()
        .click(),
    shows: ({ page }) => page.getByRole('main').getByRole('heading').first(),
  },
  {
    name: 'sellers',
    at: () => '/admin/sellers',
    shows: ({ page, say }) =>
      page
        .getByRole('listbox', { name: say('dashboards.tabs.sellers') })
        .getByRole('option')
        .first(),
  },
  {
    name: 'audit',
    at: () => '/admin/audit',
    shows: ({ page }) => page.getByRole('row').nth(1),
  },
  byCommand(HOME.agent, 'desk-settings', 'desk.settings'),
  byCommand(HOME.agent, 'retention', 'retention.title'),
  byCommand(HOME.agent, 'emergency', 'privacy.emergency'),
  byCommand(HOME.agent, 'tokens', 'tokens.title'),
  byCommand(HOME.agent, 'background-jobs', 'backgroundJobs.title'),
  byCommand(HOME.agent, 'inbound-mails', 'inboundMails.title'),
  ...(['desk', 'mail', 'teams', 'people'] as const).map((step) => page(`setup-${step}`, `/setup?step=${step}`)),
]

/** Every screen, by who sees it. */
export const SCREENS: Record<Who, Screen[]> = {
  visitor: VISITOR,
  buyer: common(HOME.buyer),
  seller: SELLER,
  agent: STAFF,
  admin: ADMIN,
}

/** The screens of a person at this width. */
export const screensOf = (who: Who, width: number): Screen[] =>
  SCREENS[who].filter(({ from = 0, below = Infinity }) => width >= from && width < below)

/** Opens a screen and waits until it is shown. */
export const goTo = async (screen: Screen, shown: Shown): Promise<void> => {
  await shown.page.goto(screen.at(shown))
  await screen.open?.(shown)
  await expect(screen.shows(shown)).toBeVisible()
}
