import { AsyncLocalStorage } from 'node:async_hooks'

/** The source of a request: its address and User-Agent. */
export interface Caller {
  ip: string
  userAgent?: string
}

/** Data about the current request. */
interface RequestScope {
  requestId: string
  caller?: Caller
  /** The error codes of refusals so far. */
  denied: Set<string>
}

const scope = new AsyncLocalStorage<RequestScope>()

/**
 * Runs `work` as part of a request, so that errors and audit entries can be matched to the request's id.
 */
export function inRequest<T>(requestId: string, work: () => T, caller?: Caller): T {
  return scope.run({ requestId, denied: new Set(), ...(caller && { caller }) }, work)
}

/** The id of the current request; `-` outside one. */
export function currentRequestId(): string {
  return scope.getStore()?.requestId ?? '-'
}

/** The current request, for the audit log; undefined outside one. */
export function currentRequest(): { requestId: string; ip?: string; userAgent?: string } | undefined {
  const store = scope.getStore()
  return store && { requestId: store.requestId, ...store.caller }
}

/** Records that part of the current request was refused. */
export function noteDenial(code: string): void {
  scope.getStore()?.denied.add(code)
}

/** The codes recorded since the last call. */
export function takeDenials(): string[] {
  const denied = scope.getStore()?.denied
  const codes = [...(denied ?? [])]
  denied?.clear()
  return codes
}
