/** Limits of one GraphQL operation; QUERY_TOO_COMPLEX beyond them. */
export const COMPLEXITY = { complexity: 30_000, depth: 20, breadth: 1_000 }
export const MAX_ALIASES = 15
export const MAX_DIRECTIVES = 5
export const MAX_TOKENS = 2_000
export const MAX_DEPTH = 20

/** Limits of one WebSocket. */
export const SUBSCRIPTIONS_PER_SOCKET = 100
export const FRAME_MAX_BYTES = 64 * 1024

/** Operations of one person that may be under way at a time on a node, those that wait for their turn included. */
export const OPERATIONS_PER_PERSON = 200

/** The largest body of an HTTP request to /graphql, in bytes. */
export const BODY_MAX_BYTES = 1024 * 1024
