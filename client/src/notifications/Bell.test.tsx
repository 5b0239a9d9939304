import { afterEach, expect, test } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import { renderIn } from '../../test/render.tsx'
import { Bell } from './Bell.tsx'
import { useUnread } from './unread.ts'

afterEach(cleanup)

test.each([
  [1, '1'],
  [99, '99'],
  [133, '99+'],
])('the name of the bell with %i unread notifications contains what it shows', (count, shown) => {
  useUnread.setState({ count })
  renderIn(<Bell onOpen={() => {}} />)
  const bell = screen.getByRole('button', { name: `Notifications, ${shown} unread` })
  expect(bell.textContent).toBe(shown)
})
