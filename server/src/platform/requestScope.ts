import { AsyncLocalStorage } from 'node:async_hooks'

/** The source of a request: its address, User-Agent and Accept-Language. */
export interface Caller {
  ip: string
  userAgent?: string
  languages?: string
}

/** Data about the current request. */
interface RequestScope {
  requestId: string
  caller?: Caller
  /** The language that the person has chosen; null if they have not. */
  language?: string | null
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

/**
 * The read of a live feed, which outlives the request that subscribed: what it says is in this language. Null for staff who read together
 * and may speak different ones.
 */
export function inFeed<T>(language: string | null, read: (after: string) => T): (after: string) => T {
  return (after) => scope.run({ requestId: 'live', denied: new Set(), language }, () => read(after))
}

/** The id of the current request; `-` outside one. */
export function currentRequestId(): string {
  return scope.getStore()?.requestId ?? '-'
}

/** The current request, for the audit log; undefined outside one. */
export function currentRequest(): { requestId: string; ip?: string; userAgent?: string } | undefined {
  const store = scope.getStore()
  if (!store) return undefined
  const { ip, userAgent } = store.caller ?? {}
  return { requestId: store.requestId, ...(ip !== undefined && { ip }), ...(userAgent && { userAgent }) }
}

/** Records the language that the person who makes the current request has chosen. */
export function noteLanguage(language: string | null): void {
  const store = scope.getStore()
  if (store) store.language = language
}

/** The languages of the current request, as in Accept-Language: the chosen one, else those that were sent with it. */
export function requestedLanguages(): string {
  const { language, caller } = scope.getStore() ?? {}
  return language ?? caller?.languages ?? ''
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
