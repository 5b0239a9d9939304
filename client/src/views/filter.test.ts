import { describe, expect, it } from '@jest/globals'
import { compare, matches, toFilter, toOrder } from './filter.ts'
import { at, ticketRow } from '../tickets/ticket.fixture.ts'

describe('filters', () => {
  it('add the chosen filters to those of the view', () => {
    const view = { status: ['OPEN' as const, 'IN_PROGRESS' as const] }
    expect(toFilter(view, {}, 'me1')).toEqual(view)
    expect(toFilter(view, { status: ['closed'], tag: ['tax'], unread: true, text: 'refund' }, 'me1')).toEqual({
      status: ['CLOSED'],
      tags: ['tax'],
      unread: true,
      text: 'refund',
    })
    expect(toFilter({}, { assignee: 'me', team: ['Returns'] }, 'me1')).toEqual({ assigneeId: 'me1', team: ['Returns'] })
    expect(toFilter({ assigneeId: 'me1' }, { assignee: 'a2' }, 'me1')).toEqual({ assigneeId: 'a2' })
  })

  it.each([
    [{}, true],
    [{ status: ['CLOSED' as const] }, false],
    [{ status: ['OPEN' as const], priority: ['HIGH' as const] }, true],
    [{ tags: ['tax', 'vat'] }, true],
    [{ tags: ['tax', 'other'] }, false],
    [{ unassigned: true }, false],
    [{ unassigned: false }, true],
    [{ assigneeId: 'a1' }, true],
    [{ unread: true }, true],
    [{ starred: true }, false],
    [{ waitingOn: 'REQUESTER' as const }, false],
    [{ waitingOn: 'STAFF' as const }, true],
    [{ waitingOnViewer: true }, true],
    [{ waitingOnViewer: false }, false],
    [{ addressedTo: 'SHOP' as const }, false],
    [{ addressedTo: 'STAFF' as const }, true],
    [{ requesterRole: ['SELLER' as const] }, false],
    [{ requesterId: 'u1' }, true],
    [{ requesterId: 'u2' }, false],
    [{ created: { from: at(8) } }, false],
    [{ created: { until: at(8) } }, true],
    [{ updated: { from: at(7), until: at(7) } }, false],
    [{ text: 'SUBJECT 7' }, true],
    [{ text: 'tc-7' }, true],
    [{ text: '8' }, false],
    [{ text: 'elephant' }, false],
  ])('decide as the server does: %j → %s', (filter, expected) => {
    const ticket = ticketRow(7, {
      priority: 'HIGH',
      tags: ['tax', 'vat'],
      unreadCount: 2,
      assignee: { id: 'a1', name: 'Ada', isErased: false, role: 'AGENT', avatarUrl: null },
    })
    expect(matches(filter, ticket)).toBe(expected)
  })

  it('sort by activity, age or priority', () => {
    const [old, young] = [ticketRow(1, { priority: 'HIGH' }), ticketRow(2, { createdAt: at(0) })]
    expect(compare({ field: 'UPDATED_AT', direction: 'DESC' }, young, old)).toBeLessThan(0)
    expect(compare({ field: 'UPDATED_AT', direction: 'ASC' }, young, old)).toBeGreaterThan(0)
    expect(compare({ field: 'CREATED_AT', direction: 'DESC' }, young, old)).toBeGreaterThan(0)
    expect(compare({ field: 'PRIORITY', direction: 'DESC' }, old, young)).toBeLessThan(0)
  })

  it('sort by the longest wait for staff, with tickets that do not wait last', () => {
    const order = toOrder('waiting')
    const [long, short] = [ticketRow(1, { updatedAt: at(99) }), ticketRow(2)]
    const answered = ticketRow(0, { waitingOn: 'REQUESTER' })
    const done = ticketRow(3, { waitingOn: null, waitingSince: null })
    expect([done, short, answered, long].toSorted((a, b) => compare(order, a, b)).map(({ number }) => number)).toEqual([
      'TC-0001',
      'TC-0002',
      'TC-0003',
      'TC-0000',
    ])
    expect(compare(order, done, answered)).toBe(0)
  })
})
