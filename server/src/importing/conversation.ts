import { z } from 'zod'
import { BODY_MAX } from '../log/appendMessage.ts'
import { isVisible } from '../platform/characters.ts'
import { cleanLine, isStorable } from '../platform/text.ts'
import { SUBJECT_MAX } from '../tickets/createTicket.ts'
import { normalizeEmail } from '../viewer/emailAddress.ts'
import { TAG_MAX, TAGS_MAX } from '../tickets/tags.ts'

const NAME_MAX = 200
const DAY_MS = 86_400_000
/** PostgreSQL has no year 0. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z')

const storable = (max: number) =>
  z
    .string()
    .min(1, 'is empty')
    .max(max, `is longer than ${max} characters`)
    .refine(isStorable, 'has characters that cannot be stored')

const visible = (text: string) => isVisible(text)

/** An external id: kept unchanged, since ids are derived from it. */
const key = (max: number) =>
  z
    .string()
    .transform((text) => text.trim().replace(/\s+/g, ' '))
    .pipe(storable(max))

/** A name or a subject, in the same form as the desk's own. */
const line = (max: number) =>
  z.string().transform(cleanLine).pipe(storable(max).refine(visible, 'has no visible characters'))

const time = z
  .string()
  .transform(completeTime)
  .pipe(z.iso.datetime({ offset: true, error: 'is not a time like 2026-01-31T12:00:00Z' }))
  .transform((text) => Date.parse(text))
  .refine((ms) => ms >= EARLIEST, 'is before the year 1')
  .refine((ms) => ms < Date.now() + DAY_MS, 'is in the future')
  .transform((ms) => new Date(ms).toISOString())

/** ISO 8601 leaves seconds out, and writes an offset as `+0100` or `+01` too. */
function completeTime(text: string): string {
  return text
    .trim()
    .replace(/(T.*[+-]\d\d):?(\d\d)?$/, (_all, hours: string, minutes = '00') => `${hours}:${minutes}`)
    .replace(/(T\d\d:\d\d)(?=Z$|[+-])/, '$1:00')
}

const Person = z.object({
  name: line(NAME_MAX),
  email: z
    .string()
    .transform((text) => normalizeEmail(text) ?? '')
    .refine((email) => email !== '', 'is not an email address'),
})

const Message = z
  .object({
    externalId: key(NAME_MAX).optional(),
    author: Person.optional(),
    role: z.enum(['buyer', 'seller', 'agent', 'admin', 'system']),
    at: time,
    body: storable(BODY_MAX).refine(visible, 'has no visible characters'),
    audience: z.enum(['participants', 'staff']).default('participants'),
  })
  .refine(({ author, role }) => author !== undefined || role === 'system', { path: ['author'], error: 'is missing' })
  .refine(({ audience, role }) => audience === 'participants' || role === 'agent' || role === 'admin', {
    path: ['audience'],
    error: 'is staff, but only staff write notes',
  })

/** One conversation of a file. docs/importing.md describes it. */
export const ConversationShape = z
  .object({
    externalId: key(NAME_MAX),
    requester: Person.extend({ role: z.enum(['buyer', 'seller']).optional() }),
    subject: line(SUBJECT_MAX),
    tags: z.array(line(TAG_MAX)).max(TAGS_MAX, `are more than ${TAGS_MAX}`).default([]),
    team: line(NAME_MAX).default('Customer Service'),
    type: z.enum(['problem', 'question', 'feature_request']).default('problem'),
    priority: z.enum(['low', 'medium', 'high']).default('medium'),
    status: z.enum(['open', 'in_progress', 'resolved', 'closed']).default('open'),
    createdAt: time.optional(),
    resolvedAt: time.optional(),
    messages: z.array(Message).min(1, 'are missing'),
  })
  .refine(({ messages }) => !hasTwice(messages.map(keyOf)), {
    path: ['messages'],
    error: 'have the same externalId twice',
  })

/** A valid conversation. */
export type Conversation = z.output<typeof ConversationShape> & {
  /** Its times are generated: new messages of an existing ticket come after everything in it. */
  madeUpTimes?: boolean
}

/** A person in a conversation. */
export type ConversationPerson = z.output<typeof Person>

/** The first error in a conversation, as text: `messages.3.at is not a time …`. */
export function complaintOf(error: z.ZodError): string {
  const issue = error.issues[0]!
  const path = issue.path.join('.')
  if (path === '') return issue.message
  const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message)
  return missing ? `${path} is missing` : `${path} ${issue.message}`
}

/** The name of a message in its conversation: its index, if it has no external id. */
export function keyOf({ externalId }: { externalId?: string | undefined }, index: number): string {
  return externalId ?? `#${index + 1}`
}

function hasTwice(ids: string[]): boolean {
  return new Set(ids).size < ids.length
}
