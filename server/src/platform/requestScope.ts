import { AsyncLocalStorage } from 'node:async_hooks'

/** Where a request comes from: an address, and what the program there calls itself. */
export interface Caller {
  ip: string
  userAgent?: string
}

/** What is known of the request at hand, whatever it does. */
interface RequestScope {
  requestId: string
  caller?: Caller
  /** The codes with which parts of it were refused so far. */
  denied: Set<string>
}

const scope = new AsyncLocalStorage<RequestScope>()

/**
 * Runs `work` as part of a request, so that errors and audit entries anywhere in it can be told by the request's id.
 */
export function inRequest<T>(requestId: string, work: () => T, caller?: Caller): T {
  return scope.run({ requestId, denied: new Set(), ...(caller && { caller }) }, work)
}

/** The id of the request that this code runs in; `-` outside one. */
export function currentRequestId(): string {
  return scope.getStore()?.requestId ?? '-'
}

/** The current request, for the audit log; undefined outside one. */
export function currentRequest(): { requestId: string; ip?: string; userAgent?: string } | undefined {
  const store = scope.getStore()
  return store && { requestId: store.requestId, ...store.caller }
}

/** Notes that part of the current request was refused. */
export function noteDenial(code: string): void {
  scope.getStore()?.denied.add(code)
}

/** The codes noted since this was last asked. */
export function takeDenials(): string[] {
  const denied = scope.getStore()?.denied
  const codes = [...(denied ?? [])]
  denied?.clear()
  return codes
}
