import type { Lock, Locker } from '@tus/server'
import type { NodeLocks } from '../database/nodeLocks.ts'
import { UploadError } from './blobs.ts'

/** How long a request waits for another one to release the same upload, in milliseconds. */
const WAIT_MS = 15_000

interface Held {
  requestRelease: () => void | Promise<void>
  waiting: (() => void)[]
}

const keyOf = (id: string): string => `upload ${id}`

/**
 * Allows one request at a time for each upload: on this node, and with `nodes` on all of them. A new request asks the holder
 * to release the lock, on whichever node: a cut connection is often noticed only then. Requests wait in a queue; tus's own
 * locker polls at every turn of the event loop.
 */
export class UploadLocks implements Locker {
  readonly #held = new Map<string, Held>()
  readonly #nodes: NodeLocks | undefined

  constructor(nodes?: NodeLocks) {
    this.#nodes = nodes
    nodes?.listen({
      wanted: (key) => void this.#held.get(key)?.requestRelease(),
      // Another node may hold the locks now: writers on this node stop, and the data received so far is kept.
      lost: () => this.#held.forEach(({ requestRelease }) => void requestRelease()),
    })
  }

  newLock(id: string): Lock {
    const key = keyOf(id)
    const held = this.#held
    const nodes = this.#nodes
    const letGo = () => {
      const holder = held.get(key)
      held.delete(key)
      for (const wake of holder?.waiting ?? []) wake()
    }
    return {
      async lock(signal, requestRelease) {
        const deadline = Date.now() + WAIT_MS
        for (let holder = held.get(key); holder; holder = held.get(key)) {
          await holder.requestRelease()
          // The holder may have released it in the meantime.
          if (held.get(key) === holder) await anEnd(holder, deadline - Date.now(), signal)
          if (signal.aborted || Date.now() >= deadline) throw BUSY
        }
        held.set(key, { requestRelease, waiting: [] })
        if (!nodes) return
        const got = await nodes.take(key, deadline, signal).catch((error: Error) => error)
        if (got === true) return
        letGo()
        throw got === false ? BUSY : UNREACHABLE
      },
      async unlock() {
        await nodes?.give(key)
        letGo()
      },
    }
  }
}

const BUSY = { status_code: 423, body: 'Another request is still writing to this upload.\n' }
const UNREACHABLE = new UploadError(
  503,
  'SERVICE_UNAVAILABLE',
  'Files cannot be uploaded right now. Try again shortly.',
)

function anEnd(holder: Held, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, Math.max(0, ms))
    signal.addEventListener('abort', done)
    holder.waiting.push(done)
  })
}
