import { afterEach, describe, expect, it } from '@jest/globals'
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Client } from 'urql'
import { fromValue } from 'wonka'
import { agent, buyer, renderIn, silentClient } from '../../test/render.tsx'
import { suggestedIdsOf } from '../tickets/shownSuggestions.ts'
import { TicketTags } from '../tickets/TicketTags.tsx'
import { ticketRow } from '../tickets/ticket.fixture.ts'
import type { TicketDetailFragment } from '../tickets/tickets.generated.ts'
import { AssigneeSuggestions } from './AssigneeSuggestions.tsx'
import { TagSuggestions } from './TagSuggestions.tsx'

const dan = { __typename: 'User', id: 'u3', name: 'Dan Desk', isErased: false, role: 'AGENT' as const, avatarUrl: null }
const me = { __typename: 'User', id: agent.id, name: agent.name, isErased: false, role: agent.role }

/** A ticket for which both are suggested, on a desk that records mutations. */
const show = (changes: Partial<TicketDetailFragment> = {}, viewer = agent) => {
  const sent: unknown[] = []
  const asked: unknown[] = []
  const ticket = {
    ...ticketRow(1, { viewerCanClaim: true, tags: ['lamp'] }),
    viewerCanManage: viewer === agent,
    viewerCanTag: viewer === agent,
    ...changes,
  } as unknown as TicketDetailFragment
  const client = {
    ...silentClient,
    executeQuery: ({ variables }: { variables: unknown }) => {
      asked.push(variables)
      const assignmentSuggestions = [
        { agent: dan, reasons: ['Resolved 14 tickets like this, 9 tagged refund', 'Available now'] },
        { agent: me, reasons: ['Expertise: billing'] },
      ]
      const data = { ticket: { id: ticket.id, assignmentSuggestions, tagSuggestions: ['refund', 'lamp'] } }
      return fromValue({ data, stale: false, hasNext: false })
    },
    executeMutation: ({ variables }: { variables: { input: unknown } }) => {
      sent.push(variables.input)
      return fromValue({ data: { assign: { ticket: null, errors: [] }, claim: { ticket: null, errors: [] } } })
    },
  } as unknown as Client
  const panel = (shown: TicketDetailFragment) => (
    <div data-open-ticket>
      <div data-detail="assignee">
        <button>Assignee</button>
      </div>
      <AssigneeSuggestions ticket={shown} />
      <div data-detail="tags">
        <TicketTags ticket={shown} />
        <TagSuggestions ticket={shown} />
      </div>
    </div>
  )
  const { unmount, rerender } = renderIn(panel(ticket), { viewer, client })
  const change = (next: Partial<TicketDetailFragment>) => rerender(panel({ ...ticket, ...next }))
  return { sent, asked, user: userEvent.setup(), unmount, change }
}

const focus = (name: string) => act(() => screen.getByRole('button', { name }).focus())

describe('suggestions', () => {
  afterEach(cleanup)

  it('show who should take a ticket and why, and assign it with one click', async () => {
    const { sent, user } = show()
    expect(screen.getByText('Resolved 14 tickets like this, 9 tagged refund')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Assign to Dan Desk' }))
    expect(sent).toEqual([{ ticketId: 't1', agentId: 'u3', suggestedIds: ['u3', 'u2'] }])
  })

  it('claim for the viewer', async () => {
    const { sent, user } = show()
    await user.click(screen.getByRole('button', { name: 'Claim' }))
    expect(sent).toEqual([{ ticketId: 't1', suggestedIds: ['u3', 'u2'] }])
  })

  it('add a tag that the ticket does not have yet', async () => {
    const { sent, user } = show()
    expect(screen.queryByRole('button', { name: 'Add tag “lamp”' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Add tag “refund”' }))
    expect(sent).toEqual([{ ticketId: 't1', add: ['refund'] }])
  })

  it('are sent with an assignment only while they are shown', () => {
    const { unmount } = show()
    expect(suggestedIdsOf('t1')).toEqual(['u3', 'u2'])
    unmount()
    expect(suggestedIdsOf('t1')).toBeUndefined()
  })

  it('pass the focus on when they disappear', () => {
    const { change } = show()
    const focused = () => document.activeElement?.textContent
    focus('Add tag “refund”')
    change({ tags: ['lamp', 'refund'] })
    expect(focused()).toBe('Add a tag')
    focus('Remove lamp')
    change({ tags: ['refund'] })
    expect(focused()).toBe('Add a tag')
    focus('Assign to Dan Desk')
    change({ assignee: dan })
    expect(focused()).toBe('Assignee')
  })

  it('leave the focus of others where it is', () => {
    const { change } = show()
    focus('Add tag “refund”')
    change({ assignee: dan })
    expect(document.activeElement?.textContent).toBe('refund')
  })

  it('of an assignee are not shown for a ticket that somebody has', () => {
    show({ assignee: dan })
    expect(screen.queryByText('Suggested assignees')).toBeNull()
    expect(screen.getByRole('button', { name: 'Add tag “refund”' })).toBeTruthy()
  })

  it.each([
    ['a resolved ticket', { status: 'RESOLVED' as const }, agent],
    ['a requester', {}, buyer],
  ])('are neither asked for nor shown for %s', (_name, changes, viewer) => {
    const { asked } = show(changes, viewer)
    expect(asked).toEqual([])
    expect(screen.queryByText('Suggested assignees')).toBeNull()
    expect(screen.queryByRole('group', { name: 'Suggested tags' })).toBeNull()
  })
})
