import { type ExecutionArgs, type ExecutionResult, getOperationAST, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { AuditWriter } from '../audit/auditWriter.ts'
import { takeDenials } from '../platform/requestScope.ts'
import { RequestError } from '../platform/userError.ts'
import type { Context } from './context.ts'

/** The maximum number of an operation's fields that are named in an audit entry. */
const NAMED_MAX = 3

/** Writes refusals to the audit log after the refused operation has ended. */
export function useDenials(audit: AuditWriter): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result }) => {
        const codes = new Set(takeDenials())
        for (const error of (result as ExecutionResult).errors ?? [])
          if (isUnauthenticated(error)) codes.add('UNAUTHENTICATED')
        const { identity } = args.contextValue as Context
        for (const code of codes)
          audit.add({ kind: 'denied', actorId: identity?.userId ?? null, data: { what: fieldsOf(args), code } })
      },
    }),
  }
}

function isUnauthenticated(error: GraphQLError): boolean {
  const cause = error.originalError
  return cause instanceof RequestError
    ? cause.code === 'UNAUTHENTICATED'
    : error.extensions?.['code'] === 'UNAUTHENTICATED'
}

/** The names of the selected schema fields, ignoring aliases. */
function fieldsOf({ document, operationName }: ExecutionArgs): string {
  const selections = getOperationAST(document, operationName)?.selectionSet.selections ?? []
  const names = selections.flatMap((selection) => (selection.kind === 'Field' ? [selection.name.value] : []))
  return [...new Set(names)].slice(0, NAMED_MAX).join(', ')
}
