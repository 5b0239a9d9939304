import { afterEach, expect, test } from '@jest/globals'
import { act, cleanup, screen } from '@testing-library/react'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { Kind, type DocumentNode } from 'graphql'
import type { ReactElement } from 'react'
import { Menu } from 'react-aria-components'
import type { GraphQLRequest } from '@urql/core'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import type { Viewer } from '../viewer/useViewer.ts'
import type { Counts } from '../views/useCounts.ts'
import { BottomBar } from './BottomBar.tsx'
import { SellersTab } from './SellersTab.tsx'
import { TabFrameContext } from './tabFrame.ts'
import { TabList } from './TabList.tsx'
import { TabMenuItems } from './TabMenuItems.tsx'
import { UsersTab } from './UsersTab.tsx'

// The router scrolls up; jsdom cannot.
window.scrollTo = () => undefined
afterEach(cleanup)

const admin: Viewer = { ...agent, role: 'ADMIN' }
const page = (totalCount: number) => ({ totalCount, edges: [], pageInfo: { hasNextPage: false, endCursor: null } })

const DATA = {
  peopleCounts: { invitations: 2, waitingShops: 1 },
  ticketCounts: { unassigned: 1200, open: 1, inProgress: 0, mine: 3 },
  chatRequests: page(1),
  activeScreenShares: [{ id: 's1', endedAt: null }],
  savedViews: [],
  users: page(1234),
  sellers: page(21),
}
/** Answers a query with the data of its fields. */
const answer = (document: DocumentNode) => {
  const asked = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? one.selectionSet.selections : [],
  )
  const names = asked.map((field) => (field.kind === Kind.FIELD ? field.name.value : ''))
  return Object.fromEntries(Object.entries(DATA).filter(([name]) => names.includes(name)))
}
const client = {
  ...silentClient,
  executeQuery: ({ query }: GraphQLRequest) => fromValue({ data: answer(query), stale: false, hasNext: false }),
} as unknown as TestClient

/** On a page of an admin. */
const show = async (ui: ReactElement): Promise<void> => {
  const root = createRootRoute({ component: Outlet })
  const here = createRoute({ getParentRoute: () => root, path: '/', component: () => ui })
  const router = createRouter({
    routeTree: root.addChildren([here]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  await act(async () => {
    renderIn(<RouterProvider router={router as never} />, { viewer: admin, client })
    await router.load()
  })
}
const inFrame = (tab: ReactElement) => (
  <TabFrameContext value={{ rail: () => null, railFolded: true, bottomBar: null }}>{tab}</TabFrameContext>
)

const TABS = [
  'Tickets 1,200 unclaimed tickets',
  'Users 2 pending invitations',
  'Sellers 1 shop waiting for an answer',
  'Chat requests 1 pending request',
  'Live 1 shared screen',
  'Analytics',
  'Audit log',
]

test.each([
  ['open', false],
  ['folded', true],
])('the tabs of a rail that is %s are named with what is pending in them', async (_, folded) => {
  await show(<TabList folded={folded} />)
  for (const name of TABS) expect(screen.getByRole('button', { name })).toBeTruthy()
  expect(screen.getByText(folded ? '99+' : '1,200', { selector: '[aria-hidden]' })).toBeTruthy()
})

test('so are they in the menu of a phone', async () => {
  await show(
    <Menu aria-label="More">
      <TabMenuItems />
    </Menu>,
  )
  for (const name of TABS) expect(screen.getByRole('menuitem', { name })).toBeTruthy()
})

test('the views of a phone are named with their number of tickets', async () => {
  await show(<BottomBar counts={DATA.ticketCounts as Counts} onNewTicket={() => {}} onView={() => {}} />)
  for (const name of ['Open 1 ticket', 'Unclaimed 1,200 tickets', 'Mine 3 tickets'])
    expect(screen.getByRole('button', { name })).toBeTruthy()
  expect(screen.getByText('99+', { selector: '[aria-hidden]' })).toBeTruthy()
})

/** What a screen reader reads of a list's header. */
const headerRead = (title: string): string => {
  const header = screen.getByRole('heading', { name: title }).parentElement!.cloneNode(true) as HTMLElement
  for (const hidden of header.querySelectorAll('[aria-hidden]')) hidden.remove()
  return header.textContent!
}

test('the header of the list of users says how many there are, and how many invitations are pending', async () => {
  await show(inFrame(<UsersTab />))
  expect(screen.getByText('1,234', { selector: '[aria-hidden]' })).toBeTruthy()
  expect(headerRead('Users')).toBe('Users 1,234 users 2 pending invitationsInvite')
})

test('the header of the list of sellers says how many shops there are', async () => {
  await show(inFrame(<SellersTab />))
  expect(headerRead('Sellers')).toBe('Sellers 21 shops')
})
