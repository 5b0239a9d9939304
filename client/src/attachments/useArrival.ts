import { useUploads, useUploadsOf } from './useUploads.ts'
import type { Uploads } from './uploads.ts'

/** The files of a draft that is sent without the outbox (a new ticket). */
export const useArrival = (scope: string) => {
  const uploads = useUploads()
  const files = useUploadsOf(scope)
  return {
    isArriving: files.some(({ state }) => state !== 'done'),
    /** Resolves with the attachment ids once all are uploaded; undefined if one requires the user. */
    arrive: () => arrival(uploads, scope),
    /** Call after sending. */
    release: () => {
      uploads.release(scope)
      uploads.forget(scope)
    },
  }
}

const arrival = (uploads: Uploads, scope: string): Promise<string[] | undefined> =>
  new Promise((resolve) => {
    let stop = () => undefined as void
    const check = () => {
      const files = uploads.itemsOf(scope)
      const isStuck = files.some(({ state }) => state === 'failed' || state === 'paused')
      const ids = files.flatMap(({ state, attachmentId }) => (state === 'done' && attachmentId ? [attachmentId] : []))
      if (!isStuck && ids.length < files.length) return
      stop()
      resolve(isStuck ? undefined : ids)
    }
    stop = uploads.subscribe(check)
    check()
  })
