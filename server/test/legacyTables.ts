import { createHash } from 'node:crypto'

/** Tables of another system, as text. Null is NULL. */
export type Tables = Record<string, { columns: string[]; rows: (string | null)[][] }>

const TEXTS = [
  'Where is my parcel? It should have arrived.',
  'She said "tomorrow",\r\nand then\tnothing \\N \\. happened',
  'Größe 42, 田中さん, 👩‍👩‍👧 — fits',
  '  spaces kept  ',
  "It's O'Neil; DROP TABLE users; -- /* $$",
  'a\rb\nc',
]
const START = Date.UTC(2024, 2, 1, 8)
const MINUTE = 60_000

/** A version 5 UUID of a name, so that every run has the same rows. */
export function idOf(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A time as PostgreSQL writes it, `minutes` after the first message. */
export function timeOf(minutes: number, microseconds = '000000'): string {
  return `${new Date(START + minutes * MINUTE).toISOString().slice(0, 19).replace('T', ' ')}.${microseconds}+00`
}

const people = Array.from({ length: 6 }, (_, n) => idOf(`person ${n}`))
const shops = people.slice(4).map((owner, n) => ({ id: idOf(`shop ${n}`), owner }))
const tickets = Array.from({ length: 6 }, (_, n) => idOf(`ticket ${n}`))
const buyer = (n: number) => people[n % 4]!
const shop = (n: number) => shops[n % 2]!.id

/** A small marketplace of made-up people: buyers and sellers, with tickets and without. `messages` in each of both tables. */
export function legacyTables(messages = 12): Tables {
  return { ...things(), ...conversations(messages) }
}

function things(): Tables {
  return {
    'auth.users': {
      columns: ['id', 'email', 'raw_user_meta_data', 'created_at'],
      rows: people.map((id, n) => [
        id,
        n === 3 ? null : `p${n}@example.com`,
        n === 1 ? '{"full_name": "Zoë Văn"}' : '{}',
        timeOf(-60),
      ]),
    },
    'public.profiles': {
      columns: ['id', 'full_name', 'avatar_url'],
      rows: people
        .filter((_, n) => n !== 1 && n !== 5)
        .map((id, n) => [id, n === 0 ? 'Ana O’Neil' : `Person ${n}`, null]),
    },
    'public.sellers': {
      columns: ['id', 'user_id', 'store_name', 'status', 'created_at'],
      rows: shops.map(({ id, owner }, n) => [id, owner, `Café «Früh» ${n}`, 'active', timeOf(-60)]),
    },
    'public.support_tickets': {
      columns:
        'id ticket_number user_id seller_id subject status priority ticket_type assigned_to assigned_team tags notes is_starred created_at resolved_at'.split(
          ' ',
        ),
      rows: tickets.map((id, n) => {
        const [user, seller] = n < 4 ? [buyer(n), null] : [null, shop(n)]
        const ended = n % 2 === 1
        const ticket = [
          `TC-000${n + 1}`,
          user,
          seller,
          n === 2 ? '' : `Subject, "${n}"`,
          ended ? 'Resolved' : 'open',
          n === 0 ? 'urgent' : 'low',
          null,
        ]
        return [
          id,
          ...ticket,
          'Ruth Adeyemi',
          n === 0 ? 'Billing' : null,
          '{refund,"Größe 42"}',
          n === 1 ? 'Call back' : null,
          n === 0 ? 't' : 'f',
          timeOf(n),
          ended ? timeOf(9_000) : null,
        ]
      }),
    },
  }
}

function conversations(messages: number): Tables {
  const numbers = Array.from({ length: messages }, (_, n) => n)
  const text = (n: number) => `${TEXTS[n % TEXTS.length]!} ${n}`
  return {
    'public.support_messages': {
      columns: ['id', 'user_id', 'message', 'sender_type', 'is_read', 'created_at', 'ticket_id'],
      rows: numbers.map((n) => [
        idOf(`buyer message ${n}`),
        buyer(n),
        text(n),
        n % 3 === 2 ? 'admin' : n % 2 ? 'user' : 'buyer',
        n % 5 ? 't' : 'f',
        timeOf(n * 10, `00000${n % 7}`),
        n % 2 ? null : tickets[n % 4]!,
      ]),
    },
    'public.seller_support_messages': {
      columns: ['id', 'seller_id', 'message', 'sender_type', 'is_read', 'created_at', 'ticket_id'],
      rows: numbers.map((n) => [
        idOf(`seller message ${n}`),
        shop(n),
        text(n),
        n % 3 === 2 ? 'admin' : 'seller',
        't',
        timeOf(n - (n % 2)),
        n % 3 ? null : tickets[4 + (n % 2)]!,
      ]),
    },
    'public.seller_chat_attachments': {
      columns: ['id', 'message_id', 'seller_id', 'file_name', 'file_url', 'file_type', 'file_size', 'created_at'],
      rows: [0, 1, 2].map((n) => [
        idOf(`file ${n}`),
        n === 2 ? null : idOf(`seller message ${n}`),
        shop(n),
        `Rechnung ${n}.pdf`,
        `https://storage.example/object/public/chat-attachments/s/${n}.pdf`,
        n ? 'application/pdf' : null,
        n ? '5000000000' : null,
        timeOf(n),
      ]),
    },
    'public.chat_join_requests': {
      columns: ['id', 'user_id', 'user_type', 'status', 'created_at'],
      rows: ['pending', 'accepted', 'rejected'].map((status, n) => [
        idOf(`request ${n}`),
        n === 1 ? people[4]! : buyer(n),
        n === 1 ? 'seller' : 'buyer',
        status,
        timeOf(n),
      ]),
    },
  }
}

/** SHA-256 over the sorted SHA-256 (hex, joined by newlines) of texts. */
export function checksumOf(texts: readonly string[]): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  return hash(texts.map(hash).toSorted().join('\n'))
}

/** The texts of all messages. */
export function textsOf(tables: Tables): string[] {
  const { columns, rows } = tables['public.support_messages']!
  const all = [...rows, ...(tables['public.seller_support_messages']?.rows ?? [])]
  return all.map((row) => row[columns.indexOf('message')] ?? '')
}
