import {
  type ExecutionArgs,
  type FieldNode,
  getOperationAST,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import type { Costs, RateKind } from '../viewer/rateLimits.ts'

/** Mutations that are not merely `changes`. */
const KINDS: Readonly<Record<string, RateKind>> = {
  createTicket: 'tickets',
  requestChat: 'tickets',
  reply: 'messages',
  scheduleMessage: 'messages',
  sendScheduledMessageNow: 'messages',
}
/** Mutations that programs send by themselves: the first has a limit of its own, the second sends many at once. */
const FREE = new Set(['setTyping', 'sendScreenShareSignal', '__typename'])

/** What an operation counts as: a field that is requested under several aliases counts several times. */
export function costsOf(args: ExecutionArgs): Costs {
  const costs = new Map<RateKind, number>()
  const operation = getOperationAST(args.document, args.operationName)
  if (!operation || operation.operation === 'subscription') return costs
  const kindOf = operation.operation === 'mutation' ? mutationKind : queryKind
  for (const field of rootFields(args, operation.selectionSet)) {
    const kind = kindOf(field, args)
    if (kind) costs.set(kind, (costs.get(kind) ?? 0) + 1)
  }
  return costs
}

function mutationKind({ name: { value } }: FieldNode): RateKind | undefined {
  return FREE.has(value) ? undefined : (KINDS[value] ?? 'changes')
}

/** The search, and lists that are filtered by a text. */
function queryKind(
  { name, arguments: given = [] }: FieldNode,
  { variableValues }: ExecutionArgs,
): RateKind | undefined {
  const values = Object.fromEntries(
    given.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value, variableValues)]),
  ) as { text?: unknown; filter?: { text?: unknown } }
  return name.value === 'search' || values.text || values.filter?.text ? 'searches' : undefined
}

/** The fields of the root type. Like the execution, it enters each fragment once. */
function rootFields(args: ExecutionArgs, { selections }: SelectionSetNode, entered = new Set<string>()): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [selection]
    if (selection.kind === 'InlineFragment') return rootFields(args, selection.selectionSet, entered)
    const name = selection.name.value
    const fragment = args.document.definitions.find(
      (definition) => definition.kind === 'FragmentDefinition' && definition.name.value === name,
    )
    if (entered.has(name) || fragment?.kind !== 'FragmentDefinition') return []
    return rootFields(args, fragment.selectionSet, entered.add(name))
  })
}
