/** Processor time in µs of a node and of PostgreSQL: measured on two cores of a 2020 server with Node 20 (docs/benchmarks.md, “Latest figures”). */
const REPLY = { node: 560, postgres: 1_427 }
const THREAD = { node: 1_246, postgres: 900 }
const INBOX = { node: 1_177, postgres: 802 }
/** Writing one frame to one socket. */
const DELIVERY = { node: 14, postgres: 0 }
/** A group's read after a change: once on each node, however many people follow. */
const SHARED_READ = { node: 1_200, postgres: 800 }
/** The list of tickets is delivered at most this often to each agent, however much happens (tickets/feed.ts). */
const INBOX_FRAMES_MAX = 10
/** A node is to be half idle, and so is PostgreSQL: peaks, and a node that is missing. */
const LOAD_MAX = 0.5
/** Memory of a node at rest, and of each socket, in MB (docs/operating.md). */
const [NODE_MB, SOCKET_MB] = [300, 0.04]
const CONNECTIONS_PER_NODE = 31
const DESKS = [20, 100, 300, 1_000, 3_000, 10_000, 30_000]

/**
 * `pnpm bench scale`: what desks of several sizes need, by arithmetic. Every minute an agent writes a message, a customer answers it, both
 * open a conversation, and an agent's list is loaded every second minute; every open list receives all changes.
 */
export function benchScale(): void {
  console.log('Agents online, messages/s, sockets; cores of nodes, nodes; cores of PostgreSQL, connections; MB a node')
  for (const agents of DESKS) console.log(lineOf(agents))
}

function lineOf(agents: number): string {
  const messages = (2 * agents) / 60
  const frames = Math.min(messages, INBOX_FRAMES_MAX)
  const sockets = agents * 3
  const cores = (kind: 'node' | 'postgres', nodes: number) =>
    (messages * REPLY[kind] +
      messages * THREAD[kind] +
      (agents / 120) * INBOX[kind] +
      frames * agents * DELIVERY[kind] +
      // The agent and the customer of a ticket are two groups; every node follows the list.
      (messages * 2 + frames * nodes) * SHARED_READ[kind]) /
    1e6
  let nodes = 1
  while (cores('node', nodes) / nodes > LOAD_MAX) nodes++
  return [
    `${agents.toLocaleString('en')} agents, ${messages.toFixed(1)}/s, ${sockets.toLocaleString('en')}`,
    `${cores('node', nodes).toFixed(2)}, ${nodes}`,
    `${cores('postgres', nodes).toFixed(2)}, ${nodes * CONNECTIONS_PER_NODE}`,
    `${Math.round(NODE_MB + (SOCKET_MB * sockets) / nodes)} MB`,
  ].join('; ')
}
