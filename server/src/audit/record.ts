import type { AuditKind } from '../generated/prisma/client.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'

const add = statement('SELECT audit($1::audit_kind, $2, NULL, NULL, $3, NULL, NULL)')

/**
 * Writes an audit entry for an action of the viewer, in the current transaction, if no table's trigger does. `data` holds
 * facts, never a secret or a text that a person wrote.
 */
export async function record(kind: AuditKind, data: Record<string, unknown>): Promise<void> {
  await add.rows(kind, currentOperation().identity.userId, JSON.stringify(data))
}
