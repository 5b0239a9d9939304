import { AsyncLocalStorage } from 'node:async_hooks'

const scope = new AsyncLocalStorage<string>()

/** Runs `work` as part of a request, so that errors anywhere in it can be told by the request's id. */
export function inRequest<T>(requestId: string, work: () => T): T {
  return scope.run(requestId, work)
}

/** The id of the request that this code runs in; `-` outside one. */
export function currentRequestId(): string {
  return scope.getStore() ?? '-'
}
