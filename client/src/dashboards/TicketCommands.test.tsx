import { afterEach, expect, jest, test } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Menu } from 'react-aria-components'
import { agent, buyer, renderIn } from '../../test/render.tsx'
import type { BatchChange } from '../batches/batch.ts'
import { resetShortcuts, useShortcutMap } from '../lib/shortcutMap.ts'
import { useTargetPicker } from '../ticketList/targetPicker.ts'
import { ticketRow } from '../tickets/ticket.fixture.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { TicketCommands } from './TicketCommands.tsx'

afterEach(() => {
  cleanup()
  resetShortcuts()
  useTargetPicker.setState({ what: null }, true)
})

const onChange = jest.fn<(rows: readonly TicketRowFragment[], change: BatchChange) => void>()
const may = { viewerCanClose: true, viewerCanClaim: true, viewerCanManage: true, viewerCanTag: true }

const show = (ticket: TicketRowFragment, viewer = agent) => {
  onChange.mockClear()
  renderIn(
    <Menu aria-label="Commands">
      <TicketCommands ticket={ticket} onChange={onChange} run={(action) => action()} />
    </Menu>,
    { viewer },
  )
  return screen.getAllByRole('menuitem').map((item) => item.textContent)
}

test('names what can be done with the open ticket, with its keys', () => {
  const commands = show(ticketRow(42, may))
  expect(screen.getByRole('group', { name: 'On TC-0042' })).toBeTruthy()
  for (const command of ['Claim' + 'C', 'Resolve' + 'E', 'Assign to' + 'A', 'Add a tag' + 'T', 'Set priority' + 'P'])
    expect(commands.map((each) => each?.toLowerCase())).toContain(command.toLowerCase())
  expect(commands).toContain('Hand over…')
  expect(commands).toContain('Close ticket')
})

test('the key of a command is no part of its name, and is the one that the viewer has chosen', () => {
  const keyOf = (name: string) => screen.getByRole('menuitem', { name }).getAttribute('aria-keyshortcuts')
  useShortcutMap.setState({ singleOff: false, keys: { s: 'z', t: null, p: '$mod+p' } })
  show(ticketRow(42, may))
  expect(['Resolve', 'Star', 'Add a tag', 'Set priority', 'Close ticket'].map(keyOf)).toEqual([
    'e',
    'z',
    null,
    'Control+p',
    null,
  ])
})

test('changes the open ticket only', async () => {
  const ticket = ticketRow(42, may)
  show(ticket)
  const user = userEvent.setup()
  await user.click(screen.getByRole('menuitem', { name: 'Resolve' }))
  expect(onChange.mock.calls).toEqual([[[ticket], { status: 'RESOLVED' }]])
  await user.click(screen.getByRole('menuitem', { name: 'Assign to' }))
  expect(useTargetPicker.getState()).toEqual({ what: 'assignee', rows: [ticket] })
})

test('offers to reopen what is resolved, and a buyer nothing that only staff can do', () => {
  const commands = show(
    ticketRow(42, {
      status: 'RESOLVED',
      viewerCanClose: true,
      viewerCanClaim: false,
      viewerCanManage: false,
      viewerCanTag: false,
    }),
    buyer,
  )
  // Each with its key.
  expect(commands).toEqual(['Reopen tickete', 'Set priorityp', 'Stars', 'Close ticket'])
})
