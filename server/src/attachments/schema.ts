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

/** The largest number that GraphQL's Int holds. */
const INT_MAX = 2 ** 31 - 1

const AttachmentKind = builder.enumType('AttachmentKind', {
  description: 'How a file can be displayed.',
  values: {
    IMAGE: { value: 'image', description: 'A picture that browsers can display and the server could decode.' },
    VIDEO: { value: 'video', description: 'A video that browsers can play.' },
    AUDIO: { value: 'audio', description: 'Audio that browsers can play.' },
    PDF: { value: 'pdf', description: 'A PDF.' },
    FILE: { value: 'file', description: 'Anything else: can only be downloaded.' },
    LINK: { value: 'link', description: 'A file that is not stored here: only its original address is known.' },
  } as const,
})

const PreviewState = builder.enumType('PreviewState', {
  description: 'Whether a file has a thumbnail.',
  values: {
    NONE: { value: 'none', description: 'There is none.' },
    READY: { value: 'ready', description: 'It is available at `thumbnailUrl`.' },
    FAILED: { value: 'failed', description: 'It could not be decoded as a picture, so it is a FILE.' },
  } as const,
})

const Attachment = builder.objectRef<AttachmentRow>('Attachment').implement({
  description: 'A file that was sent with a message, or is about to be.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('Attachment', id) }),
    fileName: t.exposeString('fileName', {
      description: 'The file name, sanitised by the server.',
    }),
    contentType: t.exposeString('contentType', { description: 'The type that the server detected.' }),
    kind: t.field({
      type: AttachmentKind,
      description: 'How to show it.',
      resolve: kindOf,
    }),
    isRecording: t.exposeBoolean('recording', { description: 'Whether it was recorded in the composer.' }),
    size: t.int({
      description: 'In bytes; 2,147,483,647 for anything larger (see `sizeBytes`). 0 where only an address is known.',
      resolve: ({ size }) => Math.min(size, INT_MAX),
    }),
    sizeBytes: t.exposeFloat('size', { description: 'The size in bytes, not limited to 32 bits.' }),
    url: t.string({
      description:
        'A path on this server, valid for an hour for viewers who may read the message. A LINK has its original address.',
      resolve: ({ id, fileName, externalUrl }, _args, { services }) =>
        externalUrl ?? services.files.links.make(id, 'file', fileName),
    }),
    thumbnailUrl: t.string({
      nullable: true,
      description:
        'A small picture (WebP, 640 pixels at most; 1280 for the first page of a PDF), as short-lived as `url`.',
      resolve: ({ id, fileName, preview }, _args, { services }) =>
        preview === 'ready' ? services.files.links.make(id, 'preview', fileName) : null,
    }),
    previewState: t.field({
      type: PreviewState,
      description: 'Whether there is a thumbnail.',
      resolve: ({ preview }) => preview,
    }),
    width: t.exposeInt('width', { nullable: true, description: 'In pixels, as it is shown upright.' }),
    height: t.exposeInt('height', { nullable: true, description: 'In pixels, as it is shown upright.' }),
    durationSeconds: t.exposeFloat('durationSeconds', { nullable: true, description: 'The duration.' }),
    pages: t.exposeInt('pages', { nullable: true, description: 'The number of pages of a PDF, if known.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When its upload began.' }),
  }),
})
nodeType('Attachment', async (id) => {
  const row = await readAttachment(id)
  return row?.state === 'uploading' ? null : row
})

builder.objectField(Message, 'attachments', (t) =>
  t.loadableList({
    type: Attachment,
    description: 'Its files, in the order in which they were sent; none once it is deleted.',
    load: (ids: string[]) => readAttachmentsOf(ids),
    // Most messages have none, and say so themselves.
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
    fileBytes: t.exposeFloat('fileBytes', { description: 'Bytes of one file, at most.' }),
    messageFiles: t.exposeInt('messageFiles', { description: 'Files of one message, at most.' }),
    dayBytes: t.exposeFloat('dayBytes', { description: 'Bytes within 24 hours, at most.' }),
    usedTodayBytes: t.float({
      description: 'Bytes that the viewer has uploaded within the last 24 hours.',
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
