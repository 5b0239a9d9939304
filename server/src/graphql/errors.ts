import { GraphQLError, type GraphQLErrorExtensions } from 'graphql'
import { isDatabaseGone, NoIdentityError, sqlState } from '../platform/database/errors.ts'
import type { Logger } from '../platform/log.ts'
import { RequestError, type RequestErrorCode, type UserError } from '../platform/userError.ts'
import { builder } from './builder.ts'

/** Errors that can be shown as they are: several plugins may look at the same one. */
const presented = new WeakSet<GraphQLError>()

/** Turns any error into one that can be shown: a documented code, and no inside of the server. */
export function presentError(error: unknown, requestId: string, log: Logger): GraphQLError {
  if (error instanceof GraphQLError && presented.has(error)) return error
  const graphqlError = error instanceof GraphQLError ? error : undefined
  const cause = graphqlError ? rootCause(graphqlError) : error
  const { code, message } = judge(cause, graphqlError)
  if (code === 'INTERNAL_SERVER_ERROR')
    log.error({ err: cause, requestId, path: graphqlError?.path }, 'unexpected error')
  else if (code === 'SERVICE_UNAVAILABLE')
    log.warn({ err: (cause as Error).message, requestId }, 'the database cannot be reached')
  const { nodes = null, source = null, positions = null, path = null } = graphqlError ?? {}
  const extensions = { code, requestId, ...httpStatus(graphqlError) }
  const shown = new GraphQLError(message, { nodes, source, positions, path, extensions })
  presented.add(shown)
  return shown
}

function judge(cause: unknown, shown: GraphQLError | undefined): { code: RequestErrorCode; message: string } {
  if (cause instanceof RequestError) return cause
  if (cause instanceof NoIdentityError) return { code: 'UNAUTHENTICATED', message: 'Sign in first.' }
  if (isDatabaseGone(cause))
    return { code: 'SERVICE_UNAVAILABLE', message: 'The desk cannot be reached right now. Try again shortly.' }
  // 22: data exceptions, such as a NUL in a text: whatever slipped past the checks is the request's fault.
  if (sqlState(cause)?.startsWith('22'))
    return { code: 'BAD_USER_INPUT', message: 'A value in the request cannot be used.' }
  // GraphQL's own complaints have another as their cause at most: the one about a scalar inside a variable, say.
  if (shown && cause instanceof GraphQLError) return { code: codeOf(shown), message: shown.message }
  return { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on the server.' }
}

/** GraphQL's own complaints: syntax, validation, wrong types; and the limits, which say so in their wording. */
function codeOf({ message, extensions }: GraphQLError): RequestErrorCode {
  if (
    extensions['code'] === 'QUERY_TOO_COMPLEX' ||
    /^Syntax Error: (Aliases|Directives|Token|Query depth|Query Cost)|token limit|limit of \d+ exceeded/i.test(message)
  )
    return 'QUERY_TOO_COMPLEX'
  return (extensions['code'] as RequestErrorCode | undefined) === 'UNAUTHENTICATED'
    ? 'UNAUTHENTICATED'
    : 'BAD_USER_INPUT'
}

function httpStatus(error: GraphQLError | undefined): GraphQLErrorExtensions {
  const http = error?.extensions.http
  if (!http) return {}
  // A body that is not even JSON never was a GraphQL request: 400 whatever the client accepts.
  return { http: error.extensions['code'] === 'BAD_REQUEST' ? { ...http, spec: false } : http }
}

function rootCause(error: GraphQLError): unknown {
  let cause: unknown = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

const ErrorCode = builder.enumType('ErrorCode', {
  description: 'Why a change was refused, in a form that programs can rely on.',
  values: {
    VALIDATION: { description: 'A value is not acceptable; `path` names it.' },
    FORBIDDEN: { description: 'The viewer may see this, but not do that.' },
    NOT_FOUND: { description: 'Does not exist, or is not visible to the viewer.' },
    CONFLICT: { description: 'It has changed meanwhile; the payload shows how it is now.' },
    IDEMPOTENCY_CONFLICT: { description: 'The client-minted id was already used for something else.' },
  },
})

/** What a refusal tells. */
export type Refusal = Pick<UserError, 'code' | 'message' | 'path'>

/** The GraphQL type of a refusal. */
export const UserErrorRef = builder.objectRef<Refusal>('UserError').implement({
  description: 'Why a change was refused: something a person can mend.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCode, description: 'The stable code.' }),
    message: t.exposeString('message', { description: 'A sentence for people.' }),
    path: t.field({
      type: ['String'],
      nullable: true,
      description: 'The input field that is wrong.',
      resolve: ({ path }) => path,
    }),
  }),
})
