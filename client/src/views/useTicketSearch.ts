import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { bufferKeysWhile } from '../lib/keyBuffer.ts'
import type { TicketSearch } from './search.ts'

type Change = Partial<Record<keyof TicketSearch, unknown>> & TicketSearch

/** The search parameters (view, filters, ticket) and a setter. Undefined removes a parameter. */
export const useTicketSearch = (): [TicketSearch, (change: Change, how?: { replace?: boolean }) => void] => {
  const search = useSearch({ strict: false }) as TicketSearch
  const navigate = useNavigate()
  const change = useCallback(
    (next: Change, { replace = false } = {}) => {
      const change = navigate({ to: '.', search: (was: TicketSearch) => ({ ...was, ...next }), replace } as never)
      // Replaced entries are from typing in the search box.
      if (!replace) bufferKeysWhile(Promise.resolve(change))
    },
    [navigate],
  )
  return [search, change]
}
