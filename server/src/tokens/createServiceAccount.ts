import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { adminsOnly } from '../people/lockPerson.ts'
import { NAME_MAX } from '../people/renamePerson.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { asViewer } from './asViewer.ts'

// People are found by their address, so this one is never shown and receives no mail.
const INSERT = `insert into users (id, name, email, role, is_service) values ($1::uuid, $2, 'service-' || $1::text || '@parley.invalid', $3, true)`

/** Creates an account for a program: it belongs to the desk, cannot sign in, and has only API tokens. Returns its id. */
export async function createServiceAccount(
  viewer: Viewer,
  input: { name: string; role: UserRole },
  auth: pg.Pool,
): Promise<string> {
  adminsOnly(viewer)
  const name = checkedLine(input.name, { field: 'name', max: NAME_MAX })
  if (!isStaffRole(input.role))
    throw new UserError('VALIDATION', 'A service account is an agent or an admin.', ['input', 'role'])
  const id = randomUUID()
  await asViewer(auth, viewer, (client) => client.query(INSERT, [id, name, input.role]))
  return id
}
