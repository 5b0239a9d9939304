import type { AttachmentState, PreviewState } from '../generated/prisma/client.ts'

/** A file as read from the database. */
export interface AttachmentRow {
  id: string
  ownerId: string | null
  messageId: string | null
  state: AttachmentState
  recording: boolean
  fileName: string
  contentType: string
  size: number
  width: number | null
  height: number | null
  durationSeconds: number | null
  pages: number | null
  preview: PreviewState
  externalUrl: string | null
  createdAt: Date | string
  touchedAt: Date | string
}

/** SQL for an attachment (table `a`), with the names above. */
export const attachmentColumns = `a.id, a.owner_id AS "ownerId", a.message_id AS "messageId", a.state, a.recording,
  a.file_name AS "fileName", a.content_type AS "contentType", a.size::float8 AS size, a.width, a.height,
  a.duration_seconds AS "durationSeconds", a.pages, a.preview, a.external_url AS "externalUrl", a.created_at AS "createdAt",
  a.touched_at AS "touchedAt"`
