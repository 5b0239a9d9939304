import { builder } from '../graphql/builder.ts'
import { readStepTexts, stepKey } from '../cases/stepTexts.ts'
import { CaseChange, CaseOutcome, PartySide } from '../cases/schema.enums.ts'
import { entryType } from './schema.kinds.ts'

builder.objectFields(entryType('CaseEntry', 'A step in a dispute.'), (t) => ({
  change: t.field({ type: CaseChange, description: 'What happened.', resolve: ({ kind }) => kind }),
  side: t.field({
    type: PartySide,
    nullable: true,
    description: 'The side that escalated, was asked for evidence, answered or appealed.',
    resolve: ({ data }) => ('side' in data ? data.side : null),
  }),
  isAfterDeadline: t.boolean({
    description: 'With ESCALATED: whether the shop had not answered by its deadline.',
    resolve: ({ data }) => 'afterDeadline' in data && data.afterDeadline,
  }),
  outcome: t.field({
    type: CaseOutcome,
    nullable: true,
    description: 'With DECIDED: the outcome.',
    resolve: ({ data }) => ('outcome' in data ? data.outcome : null),
  }),
  isAboutAppeal: t.boolean({
    description: 'With DECIDED: whether an appeal was decided.',
    resolve: ({ data }) => 'outcome' in data && data.appealId !== null,
  }),
  text: t.loadable({
    type: 'String',
    nullable: true,
    description: 'The reason that was given, or what was asked for.',
    load: (keys: string[]) => readStepTexts(keys),
    resolve: ({ ticketId, data }) => stepKey(ticketId, data),
  }),
}))
