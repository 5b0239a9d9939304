import type { AuditKind } from '../generated/prisma/client.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'

const add = statement('SELECT audit($1::audit_kind, $2, NULL, NULL, $3, NULL, NULL)')

/**
 * Writes what the viewer does to the audit log, in the current transaction: for what no table's trigger tells. `data` holds
 * facts, never a secret or a text that somebody wrote.
 */
export async function record(kind: AuditKind, data: Record<string, unknown>): Promise<void> {
  await add.rows(kind, currentOperation().identity.userId, JSON.stringify(data))
}
