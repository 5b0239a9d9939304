import { describe, expect, it } from '@jest/globals'
import { inParts, undoOf, type BatchFacts } from './batch.ts'

const ann = { id: 'u1', name: 'Ann', isErased: false, role: 'AGENT' as const, avatarUrl: null }
const bob = { id: 'u2', name: 'Bob', isErased: false, role: 'AGENT' as const, avatarUrl: null }
const ticket = (id: string, facts: Partial<BatchFacts> = {}): BatchFacts => ({
  id,
  status: 'OPEN',
  priority: 'MEDIUM',
  tags: [],
  team: 'Returns',
  assignee: null,
  ...facts,
})
/** A ticket changed by the bulk edit, and not since. */
const step = (before: BatchFacts, change: Partial<BatchFacts>, since: Partial<BatchFacts> = {}) => {
  const after = { ...before, ...change }
  return { before, after, now: { ...after, ...since } }
}

describe('undoing a batch', () => {
  it('restores the earlier states, with one request for each', () => {
    const change = { priority: 'HIGH', tags: ['vip', 'late'] } as const
    const steps = [
      step(ticket('a', { tags: ['vip'] }), { priority: 'HIGH', tags: ['vip', 'late'] }),
      step(ticket('b', { priority: 'LOW', tags: ['late', 'vip'] }), { priority: 'HIGH' }),
      step(ticket('c', { tags: ['vip'] }), { ...change, tags: ['vip', 'late'] }),
      step(ticket('d', { priority: 'HIGH' }), {}),
    ]
    expect(undoOf(steps)).toEqual({
      calls: [
        { ticketIds: ['a', 'c'], priority: 'MEDIUM', removeTags: ['late'] },
        { ticketIds: ['b'], priority: 'LOW' },
      ],
      conflicts: [],
    })
  })

  it('unassigns without setting a ticket in progress to open', () => {
    const steps = [step(ticket('a', { status: 'IN_PROGRESS' }), { assignee: ann })]
    expect(undoOf(steps).calls).toEqual([{ ticketIds: ['a'], agentId: null, status: 'IN_PROGRESS' }])
    const returned = [step(ticket('b', { status: 'IN_PROGRESS', assignee: bob }), { status: 'OPEN', assignee: null })]
    expect(undoOf(returned).calls).toEqual([{ ticketIds: ['b'], agentId: 'u2', status: 'IN_PROGRESS' }])
  })

  it('keeps only what others have changed since', () => {
    const steps = [
      step(ticket('a'), { assignee: ann }, { assignee: bob }),
      step(ticket('b'), { assignee: ann }, { priority: 'HIGH' }),
      step(ticket('c'), { tags: ['x'] }, { tags: ['x', 'y'] }),
    ]
    expect(undoOf(steps)).toEqual({
      calls: [{ ticketIds: ['b'], agentId: null, status: 'OPEN' }],
      conflicts: ['a', 'c'],
    })
  })

  it('moves tickets back to their team', () => {
    expect(undoOf([step(ticket('a'), { team: 'Billing' })]).calls).toEqual([{ ticketIds: ['a'], team: 'Returns' }])
  })

  it('respects the server’s limit', () => {
    const parts = inParts(Array.from({ length: 201 }, (_, at) => at))
    expect(parts.map(({ length }) => length)).toEqual([100, 100, 1])
  })
})
