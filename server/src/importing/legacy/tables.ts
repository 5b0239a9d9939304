import { MESSAGE_COLUMNS, stageMessage } from '../databases/messageTable.ts'
import { sellers, users } from '../databases/peopleTables.ts'
import { tableSpec, type TableSpec } from '../databases/tableSpec.ts'
import { TICKET_COLUMNS, ticketFrom } from '../databases/ticketTable.ts'
import { requestStatusIn, senderIn } from '../databases/vocabulary.ts'

const PERSON = ['user_id', 'buyer_id', 'customer_id', 'profile_id']
const SHOP = ['seller_id', 'shop_id', 'store_id', 'vendor_id']
const AUTHOR = ['sender_id', 'author_id', 'admin_id']

const tickets = tableSpec({
  names: ['support_tickets', 'tickets'],
  columns: { ...TICKET_COLUMNS, person: PERSON, shop: SHOP, unused: ['updated_at'] },
  required: ['id'],
  stage(fields, origin, translation) {
    if (origin.id === '') return translation.report.lost(origin, 'has no id')
    const requester = { personId: fields.text('person'), shopId: fields.text('shop') }
    translation.staging.addTicket({ ...ticketFrom(fields, origin, translation), ...requester, assigneeId: null })
  },
})

const buyerMessages = tableSpec({
  names: ['support_messages', 'buyer_support_messages', 'user_support_messages'],
  columns: { ...MESSAGE_COLUMNS, person: PERSON, author: AUTHOR },
  required: ['body', 'createdAt', 'person'],
  stage: (fields, origin, translation) =>
    stageMessage(
      fields,
      origin,
      {
        kind: 'support_message',
        own: 'buyer',
        sender: undefined,
        personId: fields.text('person'),
        shopId: null,
        authorId: fields.text('author'),
      },
      translation,
    ),
})

const sellerMessages = tableSpec({
  names: ['seller_support_messages', 'vendor_support_messages', 'shop_support_messages'],
  columns: { ...MESSAGE_COLUMNS, shop: [...SHOP, ...PERSON], author: AUTHOR },
  required: ['body', 'createdAt', 'shop'],
  stage: (fields, origin, translation) =>
    stageMessage(
      fields,
      origin,
      {
        kind: 'seller_support_message',
        own: 'seller',
        // "user" is what the table of buyers calls its people, too.
        sender: senderIn(fields.text('senderType')) === 'buyer' ? 'seller' : undefined,
        personId: null,
        shopId: fields.text('shop'),
        authorId: fields.text('author'),
      },
      translation,
    ),
})

const FILE_COLUMNS = {
  id: ['id', 'uuid'],
  message: ['message_id', 'chat_message_id', 'support_message_id', 'seller_message_id'],
  name: ['file_name', 'filename', 'name', 'original_name'],
  url: ['file_url', 'url', 'public_url', 'file_path', 'path', 'storage_path'],
  type: ['file_type', 'mime_type', 'content_type', 'type'],
  size: ['file_size', 'size', 'size_bytes'],
  createdAt: ['created_at', 'uploaded_at', 'inserted_at'],
  unused: [...SHOP, ...PERSON, 'updated_at', 'uploaded_by'],
}

const filesOf = (names: string[], kinds: string[]): TableSpec =>
  tableSpec({
    names,
    columns: FILE_COLUMNS,
    required: ['message', 'url'],
    stage(fields, origin, { staging, times }) {
      const size = Number(fields.text('size') ?? 0)
      staging.files.push({
        ...origin,
        kinds,
        messageId: fields.text('message'),
        name: fields.text('name'),
        url: fields.text('url'),
        contentType: fields.text('type'),
        size: Number.isSafeInteger(size) && size >= 0 ? size : 0,
        at: times.parse(fields.text('createdAt')),
      })
    },
  })

const joinRequests = tableSpec({
  names: ['chat_join_requests', 'chat_requests', 'join_requests'],
  columns: {
    id: ['id', 'uuid'],
    user: [...PERSON, ...SHOP, 'requester_id'],
    type: ['user_type', 'requester_type', 'type'],
    status: ['status', 'state'],
    reason: ['reason', 'message', 'note', 'notes'],
    createdAt: ['created_at', 'requested_at', 'inserted_at'],
    decidedAt: ['decided_at', 'responded_at', 'updated_at'],
  },
  required: ['user', 'status'],
  stage(fields, origin, { staging, report, times }) {
    const word = fields.text('status')
    const status = requestStatusIn(word)
    if (status === undefined) report.changed(origin, `status "${word ?? ''}" is unknown: cancelled`)
    const user = fields.text('user')
    const isShop = senderIn(fields.text('type')) === 'seller'
    staging.requests.push({
      ...origin,
      personId: isShop ? null : user,
      shopId: isShop ? user : null,
      status: status ?? 'cancelled',
      reason: fields.text('reason') ?? '',
      at: times.parse(fields.text('createdAt')),
      decidedAt: times.parse(fields.text('decidedAt')),
    })
  },
})

/** The tables of spec/marketplace-ticket-chat.md. */
export const LEGACY_TABLES: readonly TableSpec[] = [
  users,
  sellers,
  tickets,
  buyerMessages,
  sellerMessages,
  filesOf(['seller_chat_attachments'], ['seller_support_message', 'support_message']),
  filesOf(
    ['support_chat_attachments', 'support_attachments', 'chat_attachments', 'buyer_chat_attachments'],
    ['support_message', 'seller_support_message'],
  ),
  joinRequests,
]
