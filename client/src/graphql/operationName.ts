import type { Operation } from '@urql/core'

/** The name of an operation's query, mutation or subscription. */
export const operationName = ({ query }: Operation): string => {
  for (const definition of query.definitions) if ('operation' in definition) return definition.name?.value ?? ''
  return ''
}
