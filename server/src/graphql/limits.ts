/** Limits of one GraphQL operation; beyond them it fails with QUERY_TOO_COMPLEX. */
export const COMPLEXITY = { complexity: 30_000, depth: 20, breadth: 1_000 }
export const MAX_ALIASES = 15
export const MAX_DIRECTIVES = 5
export const MAX_TOKENS = 2_000
export const MAX_DEPTH = 20

/** Limits of one WebSocket. */
export const SUBSCRIPTIONS_PER_SOCKET = 100
export const FRAME_MAX_BYTES = 64 * 1024

/** The maximum number of operations of one person on a node at a time, including queued ones. */
export const OPERATIONS_PER_PERSON = 200

/** The largest body of an HTTP request to /graphql, in bytes. */
export const BODY_MAX_BYTES = 1024 * 1024
