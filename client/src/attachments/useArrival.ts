import { useUploads, useUploadsOf } from './useUploads.ts'
import type { Uploads } from './uploads.ts'

/** The files of a draft that is sent by itself, without the outbox. */
export const useArrival = (scope: string) => {
  const uploads = useUploads()
  const files = useUploadsOf(scope)
  return {
    isArriving: files.some(({ state }) => state !== 'done'),
    /** Waits until the desk has all of them: their ids; undefined when one needs the person first. */
    arrive: () => arrival(uploads, scope),
    /** They are sent. */
    release: () => {
      uploads.release(scope)
      uploads.forget(scope)
    },
  }
}

const arrival = (uploads: Uploads, scope: string): Promise<string[] | undefined> =>
  new Promise((resolve) => {
    let stop = () => undefined as void
    const look = () => {
      const files = uploads.itemsOf(scope)
      const isStuck = files.some(({ state }) => state === 'failed' || state === 'paused')
      const ids = files.flatMap(({ state, attachmentId }) => (state === 'done' && attachmentId ? [attachmentId] : []))
      if (!isStuck && ids.length < files.length) return
      stop()
      resolve(isStuck ? undefined : ids)
    }
    stop = uploads.subscribe(look)
    look()
  })
