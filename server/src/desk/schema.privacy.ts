import { builder } from '../graphql/builder.ts'
import { DeskSettingsType } from './schema.ts'

const DeskPrivacyType = builder.enumType('DeskPrivacy', {
  description: 'Which tickets staff see.',
  values: {
    OPEN: { value: 'open', description: 'All, except confidential ones in which they do not take part.' },
    PARTICIPANTS: { value: 'participants', description: 'Those in which they take part, and the unclaimed queue.' },
  } as const,
})

builder.objectFields(DeskSettingsType, (t) => ({
  privacy: t.expose('privacy', {
    type: DeskPrivacyType,
    description: 'Which tickets staff see: `DESK_PRIVACY`, which only the operator of the server changes.',
  }),
  queueReadable: t.exposeBoolean('queueReadable', {
    description: 'In a private desk: whether staff can read the messages of unclaimed tickets before they claim them.',
  }),
}))
