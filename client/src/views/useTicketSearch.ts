import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { bufferKeysWhile } from '../lib/keyBuffer.ts'
import type { TicketSearch } from './search.ts'

type Change = Partial<Record<keyof TicketSearch, unknown>> & TicketSearch

/** What the address says (view, filters, ticket), and how to change it. Undefined takes a key out. */
export const useTicketSearch = (): [TicketSearch, (change: Change, how?: { replace?: boolean }) => void] => {
  const search = useSearch({ strict: false }) as TicketSearch
  const navigate = useNavigate()
  const change = useCallback(
    (next: Change, { replace = false } = {}) => {
      const change = navigate({ to: '.', search: (was: TicketSearch) => ({ ...was, ...next }), replace } as never)
      // What is replaced is being typed: a search.
      if (!replace) bufferKeysWhile(Promise.resolve(change))
    },
    [navigate],
  )
  return [search, change]
}
