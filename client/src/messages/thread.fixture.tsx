import './indexedDb.fixture.ts'
import { afterEach, beforeEach, jest } from '@jest/globals'
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { buyer, renderIn } from '../../test/render.tsx'
import type { FakeDesk } from './fakeDesk.fixture.ts'
import { openOutboxStore } from './outboxStore.ts'

jest.unstable_mockModule('./useLinkedMessage.ts', () => ({ useLinkedMessage: () => undefined }))
const { Thread } = await import('./Thread.tsx')

// Responses arrive asynchronously: the testing library waits for them, and React must not ask for `act`.
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false, Response: class {} })
  // jsdom has no layout: everything is at the top of a tall box.
  jest
    .spyOn(Element.prototype, 'getBoundingClientRect')
    .mockReturnValue({ x: 0, y: 0, top: 0, left: 0, bottom: 900, right: 600, width: 600, height: 900 } as DOMRect)
  jest.spyOn(document, 'hasFocus').mockReturnValue(true)
})
afterEach(async () => {
  cleanup()
  jest.useRealTimers()
  localStorage.clear()
  jest.restoreAllMocks()
  const store = openOutboxStore()
  for (const item of await store.all()) await store.remove(item.clientId)
})

/** Renders the thread of a ticket without waiting for it. */
export const renderThread = (desk: FakeDesk, viewer = buyer) =>
  renderIn(<Thread ticketId="t1" />, { viewer, client: desk.client })

/** Renders the thread of a ticket and waits until its composer is shown. */
export const show = async (desk: FakeDesk, viewer = buyer) => {
  renderThread(desk, viewer)
  await screen.findByRole('textbox')
  return userEvent.setup({ delay: null })
}

/** Stops the clock for tests that depend on it; `pass` advances it. */
export const stopClock = () => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] })
export const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms))
