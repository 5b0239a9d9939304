import { builder } from './graphql/builder.ts'
import './graphql/scalars.ts'
import './graphql/node.ts'
import './viewer/schema.ts'
import './viewer/schema.people.ts'
import './tickets/schema.ts'
import './tickets/schema.staff.ts'
import './messages/schema.ts'
import './messages/schema.deleting.ts'
import './attachments/schema.ts'
import './history/schema.ts'
import './notifications/schema.ts'
import './presence/schema.ts'

/** The whole GraphQL schema: every feature's schema.ts, loaded. */
export const schema = builder.toSchema({ sortSchema: true })
