import { afterEach, describe, expect, it } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Client } from 'urql'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient } from '../../test/render.tsx'
import { Assignee } from './Assignee.tsx'
import { ticketRow } from './ticket.fixture.ts'
import type { TicketDetailFragment } from './tickets.generated.ts'

const dan = { __typename: 'User', id: 'u3', name: 'Dan Desk', isErased: false, role: 'AGENT' as const, avatarUrl: null }
const me = { __typename: 'User', id: agent.id, name: agent.name, isErased: false, role: agent.role }

/** A desk with two agents that records mutations. */
const openPicker = async (assignee: typeof dan | null) => {
  const sent: unknown[] = []
  const client = {
    ...silentClient,
    executeQuery: () =>
      fromValue({ data: { users: { edges: [{ node: dan }, { node: me }] } }, stale: false, hasNext: false }),
    executeMutation: ({ variables }: { variables: { input: unknown } }) => {
      sent.push(variables.input)
      return fromValue({ data: { assign: { ticket: null, errors: [] }, claim: { ticket: null, errors: [] } } })
    },
  } as unknown as Client
  const ticket = { ...ticketRow(1, { viewerCanClaim: true, assignee }), viewerCanManage: true }
  renderIn(<Assignee ticket={ticket as unknown as TicketDetailFragment} />, { viewer: agent, client })
  const user = userEvent.setup()
  await user.click(screen.getByRole('button'))
  const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent)
  return { sent, user, options }
}

describe('the assignee', () => {
  afterEach(cleanup)

  it('is chosen among the staff, the viewer first', async () => {
    const { sent, user, options } = await openPicker(null)
    expect(options()).toEqual([`AA${agent.name}You`, 'DDDan DeskAgent'])
    await user.click(screen.getByRole('option', { name: /^Dan Desk/ }))
    expect(sent).toEqual([{ ticketId: 't1', agentId: 'u3' }])
  })

  it('claims if the viewer takes an unassigned ticket', async () => {
    const { sent, user } = await openPicker(null)
    await user.click(screen.getByRole('option', { name: /^Ada Agent/ }))
    expect(sent).toEqual([{ ticketId: 't1' }])
  })

  it('does not offer the present assignee, and offers to unassign', async () => {
    const { sent, user, options } = await openPicker(dan)
    expect(options()).toEqual([`AA${agent.name}You`, 'Unassign'])
    await user.click(screen.getByRole('option', { name: /^Unassign/ }))
    expect(sent).toEqual([{ ticketId: 't1', agentId: null }])
  })
})
