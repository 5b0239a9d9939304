import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import type { Conversation, ConversationPerson } from './conversation.ts'
import { bulkInsert } from './bulk/insertRows.ts'

interface NewPerson extends ConversationPerson {
  role: UserRole
  createdAt: string
}

const userRows = bulkInsert<NewPerson>('users', [
  { name: 'name', type: 'text', value: ({ name }) => name },
  { name: 'email', type: 'text', value: ({ email }) => email },
  { name: 'role', type: 'user_role', value: ({ role }) => role },
  { name: 'created_at', type: 'timestamptz', value: ({ createdAt }) => createdAt },
])

/**
 * Creates the missing people of these conversations, and returns all ids by email. Existing people do not change. A file
 * cannot create admins: a person with that role becomes an agent. Nobody gets a password.
 */
export async function ensurePeople(
  client: pg.ClientBase,
  conversations: readonly Conversation[],
): Promise<Map<string, string>> {
  const people = new Map<string, NewPerson>()
  for (const conversation of conversations) {
    for (const person of peopleOf(conversation)) if (!people.has(person.email)) people.set(person.email, person)
  }
  // Always in the same order, so that two writers of the same people cannot deadlock.
  const inOrder = [...people.values()].toSorted((a, b) => (a.email < b.email ? -1 : 1))
  await userRows.into(client, inOrder)
  const { rows } = await client.query<{ id: string; email: string }>(
    'SELECT id, email FROM users WHERE email = ANY ($1)',
    [[...people.keys()]],
  )
  return new Map(rows.map(({ id, email }) => [email, id]))
}

/** The role of the requester, as far as it can be derived from the conversation. */
export function requesterRoleOf({ requester, messages }: Conversation): 'buyer' | 'seller' {
  if (requester.role) return requester.role
  const own = messages.find(({ author, role }) => author?.email === requester.email && role === 'seller')
  return own ? 'seller' : 'buyer'
}

function* peopleOf(conversation: Conversation): Generator<NewPerson> {
  const createdAt = createdAtOf(conversation)
  const { name, email } = conversation.requester
  yield { name, email, role: requesterRoleOf(conversation), createdAt }
  for (const { author, role } of conversation.messages) {
    if (!author || role === 'system') continue
    yield { ...author, role: role === 'admin' ? 'agent' : role, createdAt }
  }
}

/** The start of the conversation. */
export function createdAtOf({ createdAt, messages }: Conversation): string {
  return createdAt ?? messages.map(({ at }) => at).reduce((a, b) => (a < b ? a : b))
}
