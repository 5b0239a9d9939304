import { messageScope } from '../attachments/scope.ts'
import type { Uploads } from '../attachments/uploads.ts'
import type { MessageFiles } from './outboxFiles.ts'
import type { OutboxItem } from './outboxStore.ts'

/** Connects the outbox to the uploads: a message is sent when all of its files are uploaded. */
export const messageFiles = (uploads: Uploads): MessageFiles => ({
  adopt: ({ uploads: ids = [], clientId }, kept) => uploads.move(ids, messageScope(clientId), kept),
  areReady: (item) => attachmentIdsOf(uploads, item).length === (item.uploads?.length ?? 0),
  recheck: ({ uploads: ids = [] }) => uploads.recheck(ids),
  release: (clientId) => uploads.release(messageScope(clientId)),
  forget: (clientId) => uploads.forget(messageScope(clientId)),
  discard: (clientId) => {
    for (const { id } of uploads.itemsOf(messageScope(clientId))) void uploads.remove(id)
  },
})

/** The attachment ids of a message's completed uploads. */
export const attachmentIdsOf = (uploads: Uploads, { uploads: ids = [] }: OutboxItem): string[] =>
  ids.flatMap((id) => {
    const upload = uploads.find(id)
    return upload?.state === 'done' && upload.attachmentId ? [upload.attachmentId] : []
  })
