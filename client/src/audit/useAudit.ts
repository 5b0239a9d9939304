import { useState } from 'react'
import { usePager } from '../graphql/usePager.ts'
import { AuditLogDocument, type AuditFilter, type AuditLogQuery } from './audit.generated.ts'

type Log = NonNullable<AuditLogQuery['auditLog']>
export type AuditEntry = Log['edges'][number]['node']

const NONE: AuditEntry[] = []

/** The loaded part of the audit log. Changing the filter reloads it; it is not live. */
export const useAudit = (filter: AuditFilter) => {
  const { pager, list } = usePager<Log>({
    document: AuditLogDocument,
    variables: { filter },
    firstPolicy: 'network-only',
  })
  // The entries of the previous filter stay on screen until those of the new one arrive.
  const [shown, setShown] = useState(NONE)
  const entries = list.isRefused ? NONE : (list.rows ?? shown)
  if (entries !== shown) setShown(entries)
  const { hasMore, isLoading, isRefused, error } = list
  return { entries, hasMore, isLoading, isRefused, error, retry: pager.retry, more: pager.more }
}
