import { describe, expect, it } from '@jest/globals'
import { inParts, undoOf, type BatchFacts } from './batch.ts'

const ann = { id: 'u1', name: 'Ann', role: 'AGENT' as const }
const bob = { id: 'u2', name: 'Bob', role: 'AGENT' as const }
const ticket = (id: string, facts: Partial<BatchFacts> = {}): BatchFacts => ({
  id,
  status: 'OPEN',
  priority: 'MEDIUM',
  tags: [],
  team: 'Returns',
  assignee: null,
  ...facts,
})
/** A ticket that the batch changed, and that nobody has touched since. */
const step = (before: BatchFacts, change: Partial<BatchFacts>, since: Partial<BatchFacts> = {}) => {
  const after = { ...before, ...change }
  return { before, after, now: { ...after, ...since } }
}

describe('undoing a batch', () => {
  it('restores exactly what was, in one call for each former state', () => {
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

  it('gives back to nobody without opening what was in progress', () => {
    const steps = [step(ticket('a', { status: 'IN_PROGRESS' }), { assignee: ann })]
    expect(undoOf(steps).calls).toEqual([{ ticketIds: ['a'], agentId: null, status: 'IN_PROGRESS' }])
    const returned = [step(ticket('b', { status: 'IN_PROGRESS', assignee: bob }), { status: 'OPEN', assignee: null })]
    expect(undoOf(returned).calls).toEqual([{ ticketIds: ['b'], agentId: 'u2', status: 'IN_PROGRESS' }])
  })

  it('leaves what somebody else has changed since, and only that', () => {
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

  it('moves back to the team it came from', () => {
    expect(undoOf([step(ticket('a'), { team: 'Billing' })]).calls).toEqual([{ ticketIds: ['a'], team: 'Returns' }])
  })

  it('keeps to what the server takes at once', () => {
    const parts = inParts(Array.from({ length: 201 }, (_, at) => at))
    expect(parts.map(({ length }) => length)).toEqual([100, 100, 1])
  })
})
