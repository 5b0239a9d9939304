import { type ExecutionArgs, type ExecutionResult, getOperationAST, Kind, type SelectionSetNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from '../platform/log.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { RequestError } from '../platform/userError.ts'
import { allows, lacksScope } from '../viewer/tokenScopes.ts'
import type { Context } from './context.ts'
import { presentError } from './errors.ts'
import { FIELD_SCOPES } from './fieldScopes.ts'

interface Started {
  args: ExecutionArgs
  setResultAndStopExecution(result: ExecutionResult): void
}

/** Rejects an operation of an API token as a whole, before anything is executed, if the token lacks a scope for one of its fields. */
export function useTokenScopes(log: Logger): Plugin<Context> {
  const check = ({ args, setResultAndStopExecution }: Started) => {
    const { viewer, requestId } = args.contextValue as Context
    const problem = viewer?.signIn.lacks && problemOf(args, viewer)
    if (!problem) return
    noteDenial('INSUFFICIENT_SCOPE')
    const error = new RequestError('INSUFFICIENT_SCOPE', problem)
    setResultAndStopExecution({ data: null, errors: [presentError(error, requestId, log)] })
  }
  return {
    onExecute: (started) => check(started as unknown as Started),
    onSubscribe: (started) => check(started as unknown as Started),
  }
}

/** Why the token may not run this operation. Fields that are not listed cannot be used by tokens. */
function problemOf(args: ExecutionArgs, viewer: NonNullable<Context['viewer']>): string | undefined {
  const operation = getOperationAST(args.document, args.operationName)
  if (!operation) return undefined
  for (const field of fieldsIn(operation.selectionSet, args)) {
    const scope = FIELD_SCOPES[operation.operation].get(field)
    if (!scope) return `API tokens cannot use ${field}.`
    if (!allows(viewer, scope)) return lacksScope(scope, field)
  }
  return undefined
}

/** The fields at the top of an operation, including those in fragments and those that a directive may skip. */
function fieldsIn({ selections }: SelectionSetNode, args: ExecutionArgs): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [] : [selection.name.value]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(selection.selectionSet, args)
    const fragment = args.document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    )
    return fragment && 'selectionSet' in fragment ? fieldsIn(fragment.selectionSet, args) : []
  })
}
