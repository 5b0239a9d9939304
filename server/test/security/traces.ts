import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  isAbstractType,
  isLeafType,
  isListType,
  type GraphQLOutputType,
} from 'graphql'
import { schema } from '../../src/schema.ts'
import type { Actor, TestApp } from '../testApp.ts'

// What the tests that nothing leaves a trace compare: everything that a person can read, without what always differs.

/** The depth of the generated query; the limit of the API is higher. */
const DEPTH = 3

export async function change(app: TestApp, who: Actor, field: string, type: string, input: object): Promise<void> {
  await app.gql(who, `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`, { input })
}

/** The entry of a delivery; the ticket in it is always in its current state. */
export const afterwards = (delivery: any) =>
  atDelivery({ entry: delivery.ticketEvents.entry, changed: delivery.ticketEvents.changedMessage })

/** Read markers and message states depend on the time of a delivery; the final queries compare them. */
export function atDelivery(value: unknown): unknown {
  return plain(
    JSON.parse(
      JSON.stringify(value, (key, inner: unknown) => (key === 'readBy' || key === 'ticket' ? undefined : inner)),
    ),
  )
}

/** Without times, and with every id and name that differs between the two lives replaced by its kind. */
export function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      // Online status changes independently of the ticket.
      if (key === 'isOnline' || key === 'lastSeenAt') return 'now and then'
      if (typeof inner !== 'string') return inner
      if (key === 'text') return inner.replace(/TC-\d+/g, 'TC')
      if (/At$|^at$|Since$/.test(key)) return 'a time'
      if (
        /^(id|clientId|messageId|userId|number|email|node)$/.test(key) ||
        key === 'startCursor' ||
        key === 'endCursor'
      )
        return 'an id'
      if (key === 'cursor') return cursorShape(inner)
      return inner
    }),
  )
}

/** A page cursor without its time and id; a sealed one only reveals its length. */
function cursorShape(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString()
  return text.startsWith('["') ? text.replace(/"[^"]{20,}"/g, 'a time or an id') : `sealed, ${cursor.length}`
}

/** All fields of a type to this depth, with default arguments, apart from those with the name `omitted`. */
function everything(type: GraphQLOutputType, depth: number, omitted?: string): string {
  const named = getNamedType(type)
  if (isLeafType(named)) return ''
  const objects = isAbstractType(named) ? [...schema.getPossibleTypes(named)] : [named as GraphQLObjectType]
  const parts = objects.map((object) => {
    const fields = fieldsOf(object, depth, omitted)
    return isAbstractType(named) && fields ? `... on ${object.name} { ${fields} }` : fields
  })
  return `{ __typename ${parts.join(' ')} }`
}

function fieldsOf(object: GraphQLObjectType, depth: number, omitted?: string): string {
  const isEntry = object.getInterfaces().some(({ name }) => name === 'TimelineEntry')
  return (
    Object.values(object.getFields())
      .filter(
        ({ name, args, type }) =>
          name !== omitted &&
          args.every((arg) => !String(arg.type).endsWith('!')) &&
          (isLeafType(getNamedType(type)) || depth > 0),
      )
      // Members of an interface have fields with one name and different types (`from`): one alias for each type.
      .map(
        (field) =>
          `${isEntry && ['from', 'to', 'change', 'reason', 'outcome'].includes(field.name) ? `${object.name}_${field.name}: ` : ''}${field.name} ${everything(field.type, depth - 1, omitted)}`,
      )
      .join(' ')
  )
}

const TICKET = schema.getType('Ticket') as GraphQLObjectType
const rootFields = schema.getQueryType()!.getFields()

/** A field of Query with all its fields: long lists have few items and less depth, since their entries contain tickets; lists without pages even less. */
const ofQuery = ({ name, args, type }: GraphQLField<unknown, unknown>): string => {
  const few = args.some((arg) => arg.name === 'first') ? '(first: 3)' : ''
  const isLong = few !== '' || isListType(getNullableType(type))
  return `query { ${name}${few} ${everything(type, few !== '' ? 2 : isLong ? 1 : DEPTH)} }`
}

/** Rejected for all other people: there is nothing to compare. */
const STAFF_ALONE = ['invitations', 'peopleCounts', 'meetingProviders', 'tagColors', 'tagUses']

const ENTRIES = schema.getPossibleTypes(schema.getType('TimelineEntry') as GraphQLInterfaceType)

/** One query for each field of a ticket and each type of entry (together they would be too complex), and one for each of Query. */
export const QUERIES = [
  ...Object.values(TICKET.getFields()).map(
    (field) =>
      // A page of the default length would be too complex.
      `query ($id: ID!) { ticket(id: $id) { ${field.name}${field.name === 'timeline' ? '(last: 8)' : ''} ${everything(field.type, 2)} } }`,
  ),
  ...ENTRIES.map(
    (entry) =>
      `query ($id: ID!) { ticket(id: $id) { timeline(last: 8) { edges { node { __typename ... on ${entry.name} { ${fieldsOf(entry, 2)} } } } } } }`,
  ),
  ...Object.values(rootFields)
    .filter(({ name, args }) => name !== 'desk' && !args.some((arg) => String(arg.type).endsWith('!')))
    .filter(({ name }) => !['ticket', ...STAFF_ALONE].includes(name))
    .map(ofQuery),
  `query ($id: ID!) { scheduledMessages(ticketId: $id) { id body } }`,
  `query ($id: ID!) { node(id: $id) { id ... on Ticket { lastSeq version } } }`,
]

export const PRESENCE = 'subscription ($id: ID!) { presence(ticketId: $id) { user { id role } online typing viewing } }'
// Without the ticket, which is in the frames of INBOX too and always in its current state: together it would be too complex.
export const FEED = `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) ${everything(schema.getSubscriptionType()!.getFields()['ticketEvents']!.type, 2, 'ticket')} }`
export const INBOX = `subscription ($after: Cursor) { inboxEvents(after: $after) ${everything(schema.getSubscriptionType()!.getFields()['inboxEvents']!.type, 2)} }`
