import { makeOperation, type Client, type Exchange, type Operation, type OperationResult } from '@urql/core'
import type { Cache, CacheExchangeOpts, Entity, UpdateResolver } from '@urql/exchange-graphcache'
import { pipe, tap } from 'wonka'

type Updates = NonNullable<CacheExchangeOpts['updates']>

/** What was invalidated while a query was under way: the fields of each entity; null stands for all of them. */
type Invalidated = Map<string, Set<string> | null>

/** A query that waits for answers: there are several if it was sent again before the first came. */
type Waiting = { answers: number; invalidated: Invalidated }

/**
 * Invalidating a field has no effect on a query under way: its answer, which may be older, is written afterwards and stays.
 * So a query whose answer has an invalidated field is sent once more. It goes below the cache and whatever sends again by
 * itself: each request it sees has one answer. (Fields of `Query` belong into `feedQueries`: the cache does not know them
 * before their first answer.)
 */
export class LateAnswers {
  readonly #waiting = new Map<number, Waiting>()

  readonly exchange: Exchange =
    ({ client, forward }) =>
    (operations) =>
      pipe(
        operations,
        tap((operation) => this.#sent(operation)),
        forward,
        tap((result) => this.#answered(client, result)),
      )

  /** The same updates, which also tell what they invalidate. */
  watching(updates: Updates): Updates {
    const ofType = (fields: Updates[string]) =>
      Object.fromEntries(
        Object.entries(fields ?? {}).map(([field, update]) => [field, update && this.#watched(update)]),
      )
    return Object.fromEntries(Object.entries(updates).map(([type, fields]) => [type, ofType(fields)])) as Updates
  }

  #watched(update: UpdateResolver): UpdateResolver {
    return (result, args, cache, info) => {
      // An optimistic change is not with the server yet.
      const seen = info.optimistic || this.#waiting.size === 0 ? cache : this.#telling(cache)
      return update(result, args, seen, info)
    }
  }

  /** The cache, but `invalidate` is noted for every query under way. */
  #telling(cache: Cache): Cache {
    return Object.create(cache, {
      invalidate: {
        value: (entity: Entity, field?: string, args?: never) => {
          const key = cache.keyOfEntity(entity)
          if (key && key !== 'Query') this.#note(key, field)
          if (field === undefined) cache.invalidate(entity)
          else cache.invalidate(entity, field, args)
        },
      },
    }) as Cache
  }

  #note(key: string, field: string | undefined): void {
    for (const { invalidated } of this.#waiting.values()) {
      const known = invalidated.get(key)
      if (field === undefined) invalidated.set(key, null)
      else if (known !== null) invalidated.set(key, new Set(known).add(field))
    }
  }

  #sent({ key, kind }: Operation): void {
    if (kind === 'teardown') this.#waiting.delete(key)
    if (kind !== 'query') return
    const { answers = 0, invalidated = new Map() } = this.#waiting.get(key) ?? {}
    this.#waiting.set(key, { answers: answers + 1, invalidated })
  }

  #answered(client: Client, { operation, data }: OperationResult): void {
    const waiting = operation.kind === 'query' ? this.#waiting.get(operation.key) : undefined
    if (!waiting) return
    waiting.answers--
    if (waiting.answers > 0) return
    this.#waiting.delete(operation.key)
    if (!hasAny(waiting.invalidated, data, operation)) return
    const context = { ...operation.context, requestPolicy: 'network-only' as const }
    // Once the cache has written this answer.
    queueMicrotask(() => client.reexecuteOperation(makeOperation('query', operation, context)))
  }
}

/** Whether the answer contains one of these fields. */
const hasAny = (invalidated: Invalidated, data: unknown, { query }: Operation): boolean => {
  if (invalidated.size === 0) return false
  const asked = JSON.stringify(query.definitions)
  const isAsked = (field: string) => asked.includes(`"value":"${field}"`)
  const isIn = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false
    if (Array.isArray(value)) return value.some(isIn)
    const { __typename, id } = value as { __typename?: string; id?: string }
    const fields = invalidated.get(`${__typename}:${id}`)
    if (fields === null || (fields && [...fields].some(isAsked))) return true
    return Object.values(value).some(isIn)
  }
  return isIn(data)
}
