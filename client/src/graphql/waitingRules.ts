import type { OperationResult } from '@urql/core'

/**
 * The changes that wait for the network. Sending one twice has the effect of sending it once: each sets a value, adds to or
 * removes from a set, or moves a marker forward. What is created by sending (tickets, messages) is not among them.
 */
export const WAITING_MUTATIONS = [
  ...['Star', 'MarkRead', 'SetStatus', 'SetPriority', 'SetType', 'UpdateTags'],
  ...['Claim', 'Unclaim', 'Assign', 'UpdateTickets'],
]

type Input = Record<string, unknown> & { ticketId?: string; ticketIds?: string[] }

/** The tickets of a change. */
export const ticketsOf = (variables: Record<string, unknown>): readonly string[] => {
  const { ticketId, ticketIds } = (variables.input ?? {}) as Input
  return ticketId ? [ticketId] : (ticketIds ?? [])
}

type Payload = { errors?: { code?: string }[]; ticket?: Record<string, unknown> | null } | null

/** Whether a conflict is with the change itself, whose first answer was lost: the ticket has the value that it sets. */
export const isDoneAlready = ({ data, operation }: OperationResult): boolean => {
  const payload = Object.values((data ?? {}) as Record<string, Payload>)[0]
  const { ticket, errors = [] } = payload ?? {}
  if (!ticket || errors[0]?.code !== 'CONFLICT') return false
  const { input = {} } = operation.variables as { input?: Input }
  const set = ['status', 'priority', 'type'].filter((field) => field in input)
  return set.length > 0 && set.every((field) => input[field] === ticket[field])
}
