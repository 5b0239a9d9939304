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

test('what a macro sets is shown part by part, and goes out without what was taken out', () => {
  const actions = actionsOf(
    macro({ status: 'RESOLVED', assignTo: 'ME', addTags: ['refund', 'paid'], removeTags: ['late'] }),
    me,
  )
  expect(partsOf(actions)).toEqual(['status', 'assignee', '+refund', '+paid', '-late'])
  const left = without(without(actions, 'assignee'), '+paid')
  expect(inputOf(left)).toEqual({ macroId: 'm1', status: 'RESOLVED', addTags: ['refund'], removeTags: ['late'] })
})

test('nobody is somebody to give it to; a person who is gone is not', () => {
  expect(inputOf(actionsOf(macro({ assignTo: 'NOBODY' }), me))).toMatchObject({ agentId: null })
  expect(inputOf(actionsOf(macro({ assignTo: 'PERSON' }), me))).not.toHaveProperty('agentId')
  expect(inputOf(actionsOf(macro({ assignTo: 'ME' }), me))).toMatchObject({ agentId: 'u2' })
})

test('of two macros the later one wins; nothing to set is nothing to send', () => {
  const first: Actions = { status: 'RESOLVED', addTags: ['a', 'b'], removeTags: ['c'] }
  expect(together(first, { status: 'OPEN', addTags: ['c'], removeTags: ['a'] })).toEqual({
    status: 'OPEN',
    addTags: ['b', 'c'],
    removeTags: ['a'],
  })
  expect(inputOf(NO_ACTIONS)).toBeUndefined()
})
