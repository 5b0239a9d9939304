import { useSyncExternalStore } from 'react'
import { useConnection } from '../graphql/connection.ts'
import { MODES } from '../lib/writingModes.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { draftScope } from './scope.ts'
import { tusTransfer } from './tusTransfer.ts'
import { Uploads } from './uploads.ts'
import { openUploadStore, type Upload } from './uploadStore.ts'

let opened: { viewerId: string; uploads: Uploads } | undefined

/** The uploads of one user on this page. One user at a time uploads from it. */
export const uploadsOf = (viewerId: string): Uploads => {
  if (opened?.viewerId === viewerId) return opened.uploads
  opened?.uploads.stop()
  const uploads = new Uploads(viewerId, openUploadStore(), tusTransfer)
  opened = { viewerId, uploads }
  void uploads.start()
  return uploads
}

const wake = () => opened?.uploads.wake()
if (typeof window !== 'undefined') window.addEventListener('online', wake)
useConnection.subscribe((now, before) => {
  if (now.state === 'online' && before.state !== 'online') wake()
})

/** The viewer's uploads. */
export const useUploads = (): Uploads => uploadsOf(useViewer().viewer.id)

/** The files of one draft or message, in order. */
export const useUploadsOf = (scope: string): readonly Upload[] => {
  const uploads = useUploads()
  return useSyncExternalStore(uploads.subscribe, () => uploads.itemsOf(scope))
}

/** Whether files wait to be sent in a ticket: the list says "Draft". */
export const useHasDraftFiles = (ticketId: string): boolean => {
  const uploads = useUploads()
  return useSyncExternalStore(uploads.subscribe, () =>
    MODES.some((mode) => uploads.itemsOf(draftScope(ticketId, mode)).length > 0),
  )
}
