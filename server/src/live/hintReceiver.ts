/**
 * What a node does about hints: ids of what changed, and ephemeral broadcast messages. `receivedAt` is when the first of those that are
 * handled together arrived (`performance.now()`).
 */
interface HintHandlers {
  ticketsChanged(ids: Set<string>, receivedAt: number): void
  /** Topics of `changeFeed`s, as `<topic>:<user id or staff>`. */
  topicsChanged(topics: Set<string>, receivedAt: number): void
  rightsChanged(userIds: Set<string>): void
  /** An ephemeral broadcast message, never stored: `<kind>:<text>`. */
  broadcast(message: string): void
}

/** Receives hints, however they came, and handles those that arrive together at once. */
export function hintReceiver(handlers: HintHandlers): (hint: string) => void {
  const pending = { t: new Set<string>(), r: new Set<string>(), c: new Set<string>() }
  let scheduled = false
  let receivedAt = 0

  const flush = () => {
    scheduled = false
    const { t, r, c } = pending
    pending.t = new Set()
    pending.r = new Set()
    pending.c = new Set()
    // Rights first: a person whose access is revoked before an event must not receive it.
    if (r.size > 0) handlers.rightsChanged(r)
    if (t.size > 0) handlers.ticketsChanged(t, receivedAt)
    if (c.size > 0) handlers.topicsChanged(c, receivedAt)
  }

  return (hint) => {
    const kind = hint.slice(0, 2)
    // One change of many tickets sends a single hint.
    const rest = hint.slice(2)
    if (kind === 't:') rest.split(',').forEach((id) => pending.t.add(id))
    else if (kind === 'r:') pending.r.add(rest)
    else if (kind === 'c:') pending.c.add(rest)
    else if (kind === 'e:') return handlers.broadcast(rest)
    if (scheduled) return
    scheduled = true
    receivedAt = performance.now()
    setImmediate(flush)
  }
}
