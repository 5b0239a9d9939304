import { getOperationName, type OperationResult } from '@urql/core'

/** They overwrite what others have set meanwhile, unless they carry the version that their author saw. */
const NEEDS_VERSION = new Set(['SetStatus', 'SetPriority'])

/** The variables of a change. */
export type Variables = Record<string, unknown>
type Input = Variables & { ticketId?: string; expectedVersion?: number | null }

const inputOf = (variables: Variables): Input => (variables.input ?? {}) as Input

/** Whether a change of this name may wait with these variables. */
export const mayWait = (name: string, variables: Variables): boolean =>
  !NEEDS_VERSION.has(name) || inputOf(variables).expectedVersion != null

/** The tickets of a change. Its context says it (`ofTicket`) if its variables do not. */
export const ticketsOf = (variables: Variables, { ofTicket }: Record<string, unknown> = {}): readonly string[] => {
  const { ticketId = ofTicket } = inputOf(variables)
  return typeof ticketId === 'string' ? [ticketId] : []
}

/**
 * The variables of a later change of the same field, once an earlier one was made: it is based on that, so that it does not
 * conflict with its own author. Undefined if it is of another field or ticket.
 */
export const basedOn = (
  { data, operation }: OperationResult,
  later: { name: string; variables: Variables },
): Variables | undefined => {
  const version = Object.values((data ?? {}) as Record<string, Payload>)[0]?.ticket?.version
  const input = inputOf(later.variables)
  const isOfSameField =
    later.name === getOperationName(operation.query) &&
    input.ticketId === inputOf((operation.variables ?? {}) as Variables).ticketId
  if (!isOfSameField || typeof version !== 'number' || input.expectedVersion == null) return undefined
  return { ...later.variables, input: { ...input, expectedVersion: version } }
}

type Payload = { errors?: { code?: string }[]; ticket?: Record<string, unknown> | null } | null

/** Whether a conflict is with the change itself, whose first answer was lost: the ticket has the value that it sets. */
export const isDoneAlready = ({ data, operation }: OperationResult): boolean => {
  const payload = Object.values((data ?? {}) as Record<string, Payload>)[0]
  const { ticket, errors = [] } = payload ?? {}
  if (!ticket || errors[0]?.code !== 'CONFLICT') return false
  const input = inputOf(operation.variables as Variables)
  const set = ['status', 'priority'].filter((field) => field in input)
  return set.length > 0 && set.every((field) => input[field] === ticket[field])
}
