import type { ObjectRef } from '@pothos/core'
import { builder } from './builder.ts'
import type { connectionOf } from './connection.ts'

/** A page of nodes, with whatever else the connection's fields need. */
type Connected<T, Extra = unknown> = ReturnType<typeof connectionOf<T>> & Extra

/** Declares `<name>Connection` and `<name>Edge` as Relay has them, with no nulls where the contract has none. */
export function connectionType<T, Extra = unknown>(
  name: string,
  node: ObjectRef<any, any, any> | object,
  what: string,
) {
  const edge = builder.objectRef<{ cursor: string; node: T }>(`${name}Edge`)
  builder.objectType(edge, {
    description: `An item of a list of ${what}, with its cursor.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'The cursor of this item, for `after` or `before`.' }),
      node: t.field({
        type: node as ObjectRef<any, T, T>,
        description: 'The item.',
        resolve: (row) => row.node as never,
      }),
    }),
  })
  const ref = builder.objectRef<Connected<T, Extra>>(`${name}Connection`)
  builder.objectType(ref, {
    description: `A page of ${what}.`,
    fields: (t) => ({
      // The connection field has counted its page already.
      edges: t.field({
        type: [edge],
        description: 'In order.',
        complexity: { field: 1, multiplier: 1 },
        resolve: (page) => page.edges,
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Whether there is more.',
        resolve: (page) => page.pageInfo,
      }),
    }),
  })
  return ref
}
