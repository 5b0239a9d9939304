import { setTimeout as sleep } from 'node:timers/promises'
import { type ExecutionArgs, getOperationAST, type DocumentNode, visit } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { ticketsOf } from '../log/ticketsOf.ts'
import type { Identity } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { KeyedLimit } from '../platform/keyedLimit.ts'
import type { Logger } from '../platform/log.ts'
import { RequestError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { Context, Services } from './context.ts'
import { costsOf } from './costs.ts'
import { presentError } from './errors.ts'
import { parseGlobalId } from './globalId.ts'
import { OPERATIONS_PER_PERSON } from './limits.ts'

/** The maximum number of concurrent mutations of one ticket on this node: one that writes, and one that is about to. */
const PER_TICKET = 2
/**
 * How long a refusal takes for people who already know that they have to wait, in milliseconds, for one operation at a time and for
 * each further one: a flood slows itself down, since reading its operations costs time as well.
 */
const REFUSAL_MS = 500
const REFUSAL_MORE_MS = 60
/** The maximum length of a global id, in characters. */
const ID_MAX = 100

/**
 * Applies the rate limits, and queues the mutations of one ticket before they take a database connection: operations that
 * wait for a row lock keep theirs, and a few of them would block everyone else. The queue alternates between people.
 */
export function useTurns({ pools, rates }: Pick<Services, 'pools' | 'rates'>, log: Logger): Plugin<Context> {
  const tickets = new KeyedLimit(PER_TICKET)
  const underWay = new Map<string, number>()

  /** The tickets that a mutation names, always in the same order, to avoid deadlocks. */
  const ticketsIn = async (args: ExecutionArgs, identity: Identity): Promise<string[]> => {
    if (getOperationAST(args.document, args.operationName)?.operation !== 'mutation') return []
    const ids = idsIn(args)
    return (await asIdentity(pools, identity, 'read', () => ticketsOf(ids)).catch((): string[] => [])).sort()
  }

  /** Counts the operation for the rate limits, and waits for its turn. */
  const enter = async (
    args: ExecutionArgs,
    viewer: Viewer,
    identity: Identity,
    leaves: (() => void)[],
    count: number,
  ) => {
    const costs = costsOf(args)
    try {
      rates.check(viewer, costs)
    } catch (error) {
      // Spread, or those of a flood would all come back at the same moment.
      await sleep((REFUSAL_MS + REFUSAL_MORE_MS * (count - 1)) * (0.75 + Math.random() / 2))
      throw error
    }
    const isFlood = rates.wereTooMany(viewer, costs)
    const taken = rates.take(viewer, costs)
    // A flood is refused before anything is read for it. Otherwise both happen at the same time: the limits cost no round trip of their own.
    if (isFlood) await taken
    const [named] = await Promise.all([ticketsIn(args, identity), taken])
    for (const id of named) leaves.push(await tickets.enter(id, viewer.id))
  }

  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { identity, viewer, requestId } = args.contextValue as Context
      if (!identity || !viewer) return
      const userId = viewer.id
      setExecuteFn(async (executed: ExecutionArgs) => {
        const count = (underWay.get(userId) ?? 0) + 1
        if (count > OPERATIONS_PER_PERSON) return { errors: [presentError(tooMany(), requestId, log)] }
        underWay.set(userId, count)
        const leaves: (() => void)[] = []
        try {
          const refused = await enter(executed, viewer, identity, leaves, count).catch((error: unknown) => ({
            errors: [presentError(error, requestId, log)],
          }))
          return refused ?? (await executeFn(executed))
        } finally {
          for (const leave of leaves) leave()
          const left = underWay.get(userId)! - 1
          if (left > 0) underWay.set(userId, left)
          else underWay.delete(userId)
        }
      })
    },
  }
}

const tooMany = () =>
  new RequestError('RATE_LIMITED', `A user can run at most ${OPERATIONS_PER_PERSON} operations at a time.`, 1)

/** The global ids in an operation's variables and text, by their types. */
function idsIn({ document, variableValues }: ExecutionArgs): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>()
  const take = (text: string) => {
    const id = text.length <= ID_MAX ? parseGlobalId(text) : null
    if (id) ids.set(id.type, (ids.get(id.type) ?? new Set()).add(id.key.toLowerCase()))
  }
  eachText(variableValues, take)
  for (const text of literalsIn(document)) take(text)
  return ids
}

function eachText(value: unknown, take: (text: string) => void): void {
  if (typeof value === 'string') take(value)
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) eachText(part, take)
}

const literals = new WeakMap<DocumentNode, readonly string[]>()

/** The texts in a document. The parser's cache returns the same document for the same text, so each is searched once. */
function literalsIn(document: DocumentNode): readonly string[] {
  const known = literals.get(document)
  if (known) return known
  const found: string[] = []
  visit(document, { StringValue: ({ value }) => void found.push(value) })
  literals.set(document, found)
  return found
}
