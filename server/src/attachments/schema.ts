import { builder } from '../graphql/builder.ts'
import { globalId } from '../graphql/globalId.ts'
import { nodeType } from '../graphql/node.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { Message } from '../messages/schema.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import type { AttachmentRow } from './attachment.ts'
import { kindOf } from './contentType.ts'
import { type Limits, usedToday } from './limits.ts'
import { readAttachment, readAttachmentsOf, readTicketAttachments } from './reads.ts'

/** The maximum value of GraphQL's Int. */
const INT_MAX = 2 ** 31 - 1

const AttachmentKind = builder.enumType('AttachmentKind', {
  description: 'How a file can be displayed.',
  values: {
    IMAGE: { value: 'image', description: 'A picture that browsers can display and the server could decode.' },
    VIDEO: { value: 'video', description: 'A video that browsers can play.' },
    AUDIO: { value: 'audio', description: 'Audio that browsers can play.' },
    PDF: { value: 'pdf', description: 'A PDF.' },
    FILE: { value: 'file', description: 'Any other file, which can only be downloaded.' },
    LINK: { value: 'link', description: 'A file that is not stored here: only its original address is known.' },
  } as const,
})

const PreviewState = builder.enumType('PreviewState', {
  description: 'Whether a file has a thumbnail.',
  values: {
    NONE: { value: 'none', description: 'The file has no thumbnail.' },
    READY: { value: 'ready', description: 'The thumbnail is available at `thumbnailUrl`.' },
    FAILED: { value: 'failed', description: 'The picture could not be decoded, so the file is a FILE.' },
  } as const,
})

const Attachment = builder.objectRef<AttachmentRow>('Attachment').implement({
  description: 'A file that was sent with a message, or an upload that has not been sent yet.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('Attachment', id) }),
    fileName: t.exposeString('fileName', {
      description: 'The file name, sanitised by the server.',
    }),
    contentType: t.exposeString('contentType', { description: 'The media type detected by the server.' }),
    kind: t.field({
      type: AttachmentKind,
      description: 'How the file can be displayed.',
      resolve: kindOf,
    }),
    isRecording: t.exposeBoolean('recording', { description: 'Whether the file was recorded in the composer.' }),
    size: t.int({
      description: 'The size in bytes, limited to 2,147,483,647 (see `sizeBytes`). 0 if only an address is known.',
      resolve: ({ size }) => Math.min(size, INT_MAX),
    }),
    sizeBytes: t.exposeFloat('size', { description: 'The size in bytes, not limited to 32 bits.' }),
    url: t.string({
      description:
        'The path on this server, valid for an hour for viewers who may read the message. A LINK has its original address.',
      resolve: ({ id, fileName, externalUrl }, _args, { services }) =>
        externalUrl ?? services.files.links.make(id, 'file', fileName),
    }),
    thumbnailUrl: t.string({
      nullable: true,
      description:
        'A small picture (WebP, 640 pixels at most; 1280 for the first page of a PDF), valid as long as `url`.',
      resolve: ({ id, fileName, preview }, _args, { services }) =>
        preview === 'ready' ? services.files.links.make(id, 'preview', fileName) : null,
    }),
    previewState: t.field({
      type: PreviewState,
      description: 'Whether there is a thumbnail.',
      resolve: ({ preview }) => preview,
    }),
    width: t.exposeInt('width', { nullable: true, description: 'The width in pixels, when displayed upright.' }),
    height: t.exposeInt('height', { nullable: true, description: 'The height in pixels, when displayed upright.' }),
    durationSeconds: t.exposeFloat('durationSeconds', { nullable: true, description: 'The duration in seconds.' }),
    pages: t.exposeInt('pages', { nullable: true, description: 'The number of pages of a PDF, if known.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the upload started.' }),
  }),
})
nodeType('Attachment', async (id) => {
  const row = await readAttachment(id)
  return row?.state === 'uploading' ? null : row
})

builder.objectField(Message, 'attachments', (t) =>
  t.loadableList({
    type: Attachment,
    description: 'The files, in the order in which they were sent; empty once the message is deleted.',
    load: (ids: string[]) => readAttachmentsOf(ids),
    // Most messages have no files, which their row states.
    resolve: ({ id, attachmentCount, deletedAt }) => (attachmentCount === 0 || deletedAt !== null ? '' : id),
  }),
)

builder.objectField(Ticket, 'attachments', (t) =>
  t.loadableList({
    type: Attachment,
    description: 'The files of the messages that the viewer can see, newest first, at most 100.',
    load: (ids: string[]) => readTicketAttachments(ids),
    resolve: (ticket) => (ticket as { id: string }).id,
  }),
)

const AttachmentLimits = builder.objectRef<Limits>('AttachmentLimits').implement({
  description: 'The viewer’s upload limits.',
  fields: (t) => ({
    fileBytes: t.exposeFloat('fileBytes', { description: 'The maximum number of bytes of one file.' }),
    messageFiles: t.exposeInt('messageFiles', { description: 'The maximum number of files of one message.' }),
    dayBytes: t.exposeFloat('dayBytes', { description: 'The maximum number of bytes within 24 hours.' }),
    usedTodayBytes: t.float({
      description: 'The number of bytes that the viewer has uploaded within the last 24 hours.',
      extensions: { [PER_VIEWER]: true },
      resolve: async () => (await usedToday()).bytes,
    }),
  }),
})

builder.queryField('attachmentLimits', (t) =>
  t.field({
    type: AttachmentLimits,
    authScopes: { signedIn: true },
    description: 'The viewer’s upload limits.',
    resolve: (_root, _args, { services }) => services.files.limits,
  }),
)
