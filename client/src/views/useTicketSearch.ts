import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { bufferKeysWhile } from '../lib/keyBuffer.ts'
import type { TicketSearch } from './search.ts'

type Change = Partial<Record<keyof TicketSearch, unknown>> & TicketSearch

type SetSearch = (change: Change, how?: { replace?: boolean }) => void

/** The search parameters (view, filters, ticket) and a setter. Undefined removes a parameter. */
export const useTicketSearch = (): [TicketSearch, SetSearch] => {
  const search = useSearch({ strict: false }) as TicketSearch
  return [search, useChangeSearch()]
}

const withoutTicket = ({ ticket: _ticket, message: _message, ...list }: TicketSearch): TicketSearch => list

/** The same without the ticket and the message: opening another ticket does not render again what only needs to know the list. */
export const useListSearch = (): [TicketSearch, SetSearch] => {
  const search = useSearch({ strict: false, select: withoutTicket, structuralSharing: true } as never) as TicketSearch
  return [search, useChangeSearch()]
}

/** The setter alone. */
export const useChangeSearch = (): SetSearch => {
  const navigate = useSearchNavigation()
  return useCallback(
    (change: Change, { replace = false } = {}) => {
      const changed = navigate(change, replace)
      // Replaced entries are from typing in the search box.
      if (!replace) bufferKeysWhile(changed)
    },
    [navigate],
  )
}

/** Changes search parameters, for those who buffer keys themselves. Resolves once the page has the change. */
export const useSearchNavigation = (): ((change: Change, replace?: boolean) => Promise<void>) => {
  const navigate = useNavigate()
  return useCallback(
    async (change: Change, replace = false) =>
      navigate({ to: '.', search: (was: TicketSearch) => ({ ...was, ...change }), replace } as never),
    [navigate],
  )
}
