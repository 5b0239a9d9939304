/** The routes by which a check reaches a field of a type; FIELD stands for the selected field. */
export interface Route {
  operation: string
  /** The path of the field's object in the response. */
  path: string
}

/** Through the ticket. */
export const ticket = (selection: string, path: string): Route => ({
  operation: `query ($ticket: ID!) { ticket(id: $ticket) { ${selection} } }`,
  path: `ticket.${path}`,
})
/** By `node(id)`. */
export const node = (variable: string, selection: string, path: string): Route => ({
  operation: `query ($${variable}: ID!) { node(id: $${variable}) { ${selection} } }`,
  path: `node.${path}`,
})
/** By a query without variables. */
export const query = (selection: string, path: string): Route => ({ operation: `query { ${selection} }`, path })
/** Through the entries of this type in the timeline. */
export const entry = (type: string) =>
  ticket(`timeline(first: 100) { edges { node { ... on ${type} { FIELD } } } }`, 'timeline.edges.node')

/** By any operation. */
export const route = (operation: string, path: string): Route => ({ operation, path })
