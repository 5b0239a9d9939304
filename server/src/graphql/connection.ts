import type { PageResult } from '../platform/page.ts'

/** A page in the form of a Relay connection. */
export function connectionOf<T>({ nodes, hasNextPage, hasPreviousPage }: PageResult<T>, cursorOf: (node: T) => string) {
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
