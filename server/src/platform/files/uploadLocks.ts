import type { Lock, Locker } from '@tus/server'

/** How long a request waits for another one to let go of the same upload, in milliseconds. */
const WAIT_MS = 15_000

interface Held {
  requestRelease: () => void | Promise<void>
  waiting: (() => void)[]
}

/**
 * One request at a time for each upload, on this node. A newcomer asks the holder to let go: a cut connection is often
 * noticed only then. Waits in a queue; tus's own locker asks again at every turn of the event loop.
 */
export class UploadLocks implements Locker {
  readonly #held = new Map<string, Held>()

  newLock(id: string): Lock {
    const held = this.#held
    const take = (requestRelease: Held['requestRelease']) => void held.set(id, { requestRelease, waiting: [] })
    return {
      async lock(signal, requestRelease) {
        const deadline = Date.now() + WAIT_MS
        for (let holder = held.get(id); holder; holder = held.get(id)) {
          await holder.requestRelease()
          // The holder may have let go while it was asked.
          if (held.get(id) === holder) await anEnd(holder, deadline - Date.now(), signal)
          if (signal.aborted || Date.now() >= deadline) throw BUSY
        }
        take(requestRelease)
      },
      async unlock() {
        const holder = held.get(id)
        held.delete(id)
        for (const wake of holder?.waiting ?? []) wake()
      },
    }
  }
}

const BUSY = { status_code: 423, body: 'Another request is still writing to this upload.\n' }

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
