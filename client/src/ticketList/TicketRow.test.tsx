import { describe, expect, it } from '@jest/globals'
import { screen } from '@testing-library/react'
import { agent, buyer, renderIn } from '../../test/render.tsx'
import { at, ticketRow } from '../tickets/ticket.fixture.ts'
import { TicketRow } from './TicketRow.tsx'

const ticket = ticketRow(42, {
  priority: 'HIGH',
  tags: ['tax', 'vat'],
  unreadCount: 3,
  assignee: { id: 'u2', name: 'Ada Agent', isErased: false, role: 'AGENT', avatarUrl: null },
})
const row = <TicketRow ticket={ticket} isOpen={false} isActive={false} now={new Date(ticket.updatedAt)} />

describe('a row', () => {
  it('shows number, subject, snippet, status and unread count', () => {
    const { container } = renderIn(row, { viewer: buyer })
    for (const text of ['Subject 42', 'TC-0042', 'The last thing that was said', 'Open'])
      expect(screen.getByText(text)).toBeTruthy()
    expect(container.textContent).toContain('3 unread')
    expect(container.textContent).not.toContain('High')
    expect(container.textContent).not.toContain('Bea Buyer')
  })

  it('shows staff also the requester, the priority and the assignee', () => {
    const { container } = renderIn(row, { viewer: agent })
    expect(container.textContent).toContain('Bea Buyer · Buyer')
    expect(container.textContent).toContain('High')
    expect(container.textContent).toContain('tax+1')
    expect(screen.getByLabelText('Assigned to Ada Agent')).toBeTruthy()
  })

  it('says to whom it was written, whose turn it is and who of the shop handles it', () => {
    const shopTicket = ticketRow(42, {
      addressedTo: 'SHOP',
      shopTakesPart: true,
      waitingOn: 'SHOP',
      seller: { id: 's1', shopName: 'Nordlicht Audio', isErased: false },
      shopAssignee: { id: 'u5', name: 'Tom Member', isErased: false, role: 'SELLER', avatarUrl: null },
    })
    const shown = (viewer: typeof buyer, viewerSide: 'STAFF' | 'REQUESTER' | 'SHOP') =>
      renderIn(
        <TicketRow ticket={{ ...shopTicket, viewerSide }} isOpen={false} isActive={false} now={new Date(at(47))} />,
        { viewer },
      ).container
    expect(shown(agent, 'STAFF').textContent).toMatch(/Bea Buyer to Nordlicht Audio.*Waiting for Nordlicht Audio for 5/)
    expect(shown(buyer, 'REQUESTER').textContent).toMatch(/to Nordlicht Audio.*Waiting for Nordlicht Audio for 5/)
    const ofShop = shown({ ...buyer, id: 'u6', role: 'SELLER' }, 'SHOP')
    expect(ofShop.textContent).toMatch(/Bea Buyer.*Waiting for a reply for 5/)
    expect(ofShop.querySelector('[aria-label="Handled by Tom Member in the shop"]')).toBeTruthy()
  })

  it('says who spoke last, and that it is an internal note', () => {
    const line = (author: { id: string; name: string } | null, audience: 'PARTICIPANTS' | 'STAFF' = 'PARTICIPANTS') => {
      const spoken = ticketRow(42, {
        lastMessage: { __typename: 'Message', id: 'm1', audience, author: author && { __typename: 'User', ...author } },
      } as never)
      const { container, unmount } = renderIn(
        <TicketRow ticket={spoken} isOpen={false} isActive={false} now={new Date(at(43))} />,
        { viewer: agent },
      )
      const text = container.textContent
      const isNote = container.querySelector('[aria-label="Internal note"]') !== null
      unmount()
      return { text, isNote }
    }
    expect(line({ id: agent.id, name: agent.name }).text).toContain('You: The last thing that was said')
    expect(line({ id: 'u9', name: 'Daniel Meyer' })).toEqual({
      text: expect.stringContaining('Daniel: The last thing that was said'),
      isNote: false,
    })
    expect(line({ id: 'u9', name: 'Daniel Meyer' }, 'STAFF').isNote).toBe(true)
    expect(line(null).text).not.toContain(': The last thing')
  })

  it('says that the last message was deleted, unless the viewer may have no access to it', () => {
    const gone = <TicketRow ticket={{ ...ticket, snippet: null }} isOpen={false} isActive={false} now={new Date()} />
    expect(renderIn(gone, { viewer: agent }).container.textContent).toContain('Message deleted')
    const joined = { ...buyer, id: 'another user' }
    expect(renderIn(gone, { viewer: joined }).container.textContent).not.toContain('Message deleted')
  })
})
