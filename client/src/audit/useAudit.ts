import { useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import {
  AuditLogDocument,
  type AuditFilter,
  type AuditLogQuery,
  type AuditLogQueryVariables,
} from './audit.generated.ts'

const PAGE = 50

type Log = NonNullable<AuditLogQuery['auditLog']>
export type AuditEntry = Log['edges'][number]['node']

type State = {
  entries: AuditEntry[]
  next: string | null
  isLoading: boolean
  isRefused: boolean
  error?: CombinedError
}

const EMPTY: State = { entries: [], next: null, isLoading: true, isRefused: false }

/** The loaded part of the audit log. Changing the filter reloads it; it is not live. */
export const useAudit = (filter: AuditFilter) => {
  const client = useClient()
  const [state, setState] = useState(EMPTY)
  const [tries, setTries] = useState(0)
  const asked = JSON.stringify(filter)
  /** Responses to an earlier filter are dropped, whichever page they hold. */
  const reading = useRef(0)

  const load = async (after: string | null) => {
    const mine = reading.current
    const variables = { filter: JSON.parse(asked) as AuditFilter, first: PAGE, after }
    const { data, error } = await client
      .query<AuditLogQuery, AuditLogQueryVariables>(AuditLogDocument, variables, { requestPolicy: 'network-only' })
      .toPromise()
    if (mine !== reading.current) return
    setState((was) => {
      if (error || !data) return { ...was, isLoading: false, error }
      if (!data.auditLog) return { ...EMPTY, isLoading: false, isRefused: true }
      const { edges, pageInfo } = data.auditLog
      const entries = [...(after ? was.entries : []), ...edges.map(({ node }) => node)]
      return {
        entries,
        next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
        isLoading: false,
        isRefused: false,
      }
    })
  }

  useEffect(() => {
    setState((was) => ({ ...was, isLoading: true, error: undefined }))
    reading.current++
    void load(null)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `load` reads what these name.
  }, [client, asked, tries])

  return {
    ...state,
    retry: () => setTries((n) => n + 1),
    more: () => {
      // Asked twice, the same page would be there twice.
      if (state.isLoading) return
      setState((was) => ({ ...was, isLoading: true }))
      void load(state.next)
    },
  }
}
