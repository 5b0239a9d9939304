import { expect, it } from '@jest/globals'
import { act, render, screen } from '@testing-library/react'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { readTicketSearch } from './search.ts'
import { useListSearch, useTicketSearch } from './useTicketSearch.ts'

// The router scrolls up; jsdom cannot.
window.scrollTo = () => undefined

/** A page of which one part shows the list and another one the open ticket. */
const open = async (path: string) => {
  const renders = { list: 0, ticket: 0 }
  const List = () => {
    renders.list++
    const [{ tag }, change] = useListSearch()
    return <button onClick={() => change({ ticket: 'TC-0002' })}>{tag?.join()}</button>
  }
  const Ticket = () => {
    renders.ticket++
    return <p>{useTicketSearch()[0].ticket}</p>
  }
  const root = createRootRoute({ component: Outlet })
  const page = createRoute({
    getParentRoute: () => root,
    path: '/',
    validateSearch: readTicketSearch,
    component: Page,
  })
  // Its element stays the same, so that its parts are rendered again only for what they use.
  const parts = (
    <>
      <List />
      <Ticket />
    </>
  )
  function Page() {
    return parts
  }
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: [path] }),
  })
  await act(async () => {
    render(<RouterProvider router={router as never} />)
    await router.load()
  })
  await screen.findByText('TC-0001')
  return { renders, router }
}

it('opening another ticket does not render again what only shows the list, and keeps its filters', async () => {
  const { renders, router } = await open('/?tag=["late"]&ticket=TC-0001')
  const before = { ...renders }
  await act(async () => screen.getByRole('button', { name: 'late' }).click())
  await screen.findByText('TC-0002')
  expect(renders.ticket).toBeGreaterThan(before.ticket)
  expect(renders.list).toBe(before.list)
  expect(router.state.location.search).toMatchObject({ tag: ['late'], ticket: 'TC-0002' })
})
