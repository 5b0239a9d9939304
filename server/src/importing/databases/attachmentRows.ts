import { bulkInsert } from '../bulk/insertRows.ts'

/** A row of attachments: a file that is stored here, or the address of one that is not. */
export interface AttachmentRow {
  id: string
  ownerId: string | null
  messageId: string
  position: number
  fileName: string
  contentType: string
  size: number
  sha256: Buffer | null
  width: number | null
  height: number | null
  durationSeconds: number | null
  preview: 'none' | 'ready' | 'failed'
  externalUrl: string | null
  createdAt: string
}

/** Inserts files of messages. */
export const attachmentRows = bulkInsert<AttachmentRow>('attachments', [
  { name: 'id', type: 'uuid', value: (a) => a.id },
  { name: 'owner_id', type: 'uuid', value: (a) => a.ownerId },
  { name: 'message_id', type: 'uuid', value: (a) => a.messageId },
  { name: 'position', type: 'int2', value: (a) => a.position },
  { name: 'state', type: 'attachment_state', value: () => 'attached' },
  { name: 'file_name', type: 'text', value: (a) => a.fileName },
  { name: 'content_type', type: 'text', value: (a) => a.contentType },
  { name: 'size', type: 'int8', value: (a) => a.size },
  { name: 'sha256', type: 'text', as: 'bytea', value: (a) => a.sha256 && `\\x${a.sha256.toString('hex')}` },
  { name: 'width', type: 'int4', value: (a) => a.width },
  { name: 'height', type: 'int4', value: (a) => a.height },
  { name: 'duration_seconds', type: 'float8', value: (a) => a.durationSeconds },
  { name: 'preview', type: 'preview_state', value: (a) => a.preview },
  { name: 'external_url', type: 'text', value: (a) => a.externalUrl },
  { name: 'created_at', type: 'timestamptz', value: (a) => a.createdAt },
])
