import { expect, test } from '@jest/globals'
// @ts-expect-error a plain script without types
import { violationsOf } from '../../scripts/zones.mjs'

test.each([
  ['server/src/platform/page.ts', '../tickets/ticket.ts', 'the platform knows no domain'],
  ['server/src/tickets/star.ts', '../messages/reads.ts', 'sideways only towards the ticket'],
  ['server/src/tickets/star.ts', './schema.ts', 'an operation never imports a schema.ts'],
  ['server/src/tickets/star.ts', '../graphql/builder.ts', 'only schema.ts files touch graphql/'],
  ['server/src/tickets/policy.ts', './ticket.ts', 'policy.ts imports types only'],
  ['server/src/history/appendEvent.ts', '../tickets/ticket.ts', 'history/ lies beneath the features'],
  ['server/src/viewer/schema.ts', '../app.ts', 'features are called from the top'],
  ['server/src/viewer/person.ts', '../../../client/src/lib/x.ts', 'nothing crosses server and client'],
  ['client/src/ui/Button.tsx', '../tickets/cache.ts', 'ui/ knows no GraphQL'],
  ['client/src/tickets/List.tsx', '../dashboards/Staff.tsx', 'dashboards compose features'],
])('%s may not import %s', (file, target, why) => {
  expect(violationsOf(file, `import { x } from '${target}'\n`).join()).toContain(why)
})

test.each([
  ['server/src/tickets/policy.ts', "import type { Ticket } from './ticket.ts'"],
  ['server/src/messages/sendMessage.ts', "import { lockTicket } from '../tickets/lockTicket.ts'"],
  ['server/src/tickets/schema.ts', "import { builder } from '../graphql/builder.ts'"],
  ['client/src/tickets/List.tsx', "import { Button } from '../ui/Button.tsx'"],
])('%s may', (file, text) => {
  expect(violationsOf(file, `${text}\n`)).toEqual([])
})
