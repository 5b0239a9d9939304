import { expect, test } from '@jest/globals'
import { type Actions, actionsOf, inputOf, NO_ACTIONS, partsOf, together, without } from './actions.ts'
import type { MacroFieldsFragment } from './macros.generated.ts'

const me = { id: 'u2', name: 'Ada Agent' }
const macro = (actions: Partial<MacroFieldsFragment['actions']>): MacroFieldsFragment =>
  ({
    id: 'm1',
    actions: {
      status: null,
      priority: null,
      addTags: [],
      removeTags: [],
      assignTo: null,
      assignee: null,
      team: null,
      ...actions,
    },
  }) as unknown as MacroFieldsFragment

test('shows each action of a macro, and sends those that were not removed', () => {
  const actions = actionsOf(
    macro({ status: 'RESOLVED', assignTo: 'ME', addTags: ['refund', 'paid'], removeTags: ['late'] }),
    me,
  )
  expect(partsOf(actions)).toEqual(['status', 'assignee', '+refund', '+paid', '-late'])
  const left = without(without(actions, 'assignee'), '+paid')
  expect(inputOf(left)).toEqual({ macroId: 'm1', status: 'RESOLVED', addTags: ['refund'], removeTags: ['late'] })
})

test('unassigns, and ignores an assignee who no longer exists', () => {
  expect(inputOf(actionsOf(macro({ assignTo: 'NOBODY' }), me))).toMatchObject({ agentId: null })
  expect(inputOf(actionsOf(macro({ assignTo: 'PERSON' }), me))).not.toHaveProperty('agentId')
  expect(inputOf(actionsOf(macro({ assignTo: 'ME' }), me))).toMatchObject({ agentId: 'u2' })
})

test('the later of two macros wins; without actions nothing is sent', () => {
  const first: Actions = { status: 'RESOLVED', addTags: ['a', 'b'], removeTags: ['c'] }
  expect(together(first, { status: 'OPEN', addTags: ['c'], removeTags: ['a'] })).toEqual({
    status: 'OPEN',
    addTags: ['b', 'c'],
    removeTags: ['a'],
  })
  expect(inputOf(NO_ACTIONS)).toBeUndefined()
})
