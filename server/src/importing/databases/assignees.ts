import type pg from 'pg'
import { normalizeEmail } from '../../viewer/emailAddress.ts'
import type { ForeignTicket } from './model.ts'
import { isAssignable, type People } from './people.ts'

/** Finds the staff members to whom tickets were assigned: by their id in the source, by their name or by their address here. */
export class Assignees {
  private readonly byName = new Map<string, string | null>()

  constructor(private readonly people: People) {}

  /** Reads the staff of the desk. */
  async load(client: pg.ClientBase): Promise<void> {
    const { rows } = await client.query<{ id: string; name: string; email: string }>(
      `SELECT id, name, email FROM users WHERE role IN ('agent', 'admin') AND disabled_at IS NULL`,
    )
    for (const { id, name, email } of rows) {
      const key = name.toLowerCase()
      // A name that two of them have says nothing.
      this.byName.set(key, this.byName.has(key) ? null : id)
      this.byName.set(email, id)
    }
  }

  /** Null if nobody here is meant. */
  find({ assigneeId, assigneeName }: ForeignTicket): string | null {
    const person = assigneeId === null ? null : this.people.get(assigneeId)
    if (isAssignable(person)) return person.id
    const name = assigneeName ?? ''
    return this.byName.get(name.toLowerCase()) ?? this.byName.get(normalizeEmail(name) ?? '') ?? null
  }
}
