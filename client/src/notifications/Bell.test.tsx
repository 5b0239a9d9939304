import { afterEach, expect, test } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import { GridList } from 'react-aria-components'
import { renderIn } from '../../test/render.tsx'
import { Bell } from './Bell.tsx'
import { NotificationRow } from './NotificationRow.tsx'
import type { NotificationFieldsFragment } from './notifications.generated.ts'
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

test.each([
  ['unread', null],
  ['read', '2026-11-30T09:00:00Z'],
])('a notification that is %s is in the direction of the screen, whatever name it begins with', (_, readAt) => {
  const notification: NotificationFieldsFragment = {
    id: 'n1',
    kind: 'MENTION',
    text: '\u2068ليلى\u2069 mentioned you in TC-0001',
    count: 1,
    createdAt: '2026-11-30T08:00:00Z',
    readAt,
    messageId: null,
    actor: null,
    ticket: null,
  }
  renderIn(
    <GridList aria-label="Notifications">
      <NotificationRow notification={notification} now={new Date('2026-11-30T10:00:00Z')} onRead={() => {}} />
    </GridList>,
  )
  expect(screen.getByText(/mentioned you/).closest('[dir]')).toBeNull()
})
