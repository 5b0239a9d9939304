import { useSearch } from '@tanstack/react-router'

/** The message in the address, at the moment at which the page shows its ticket: not while the ticket before is still there. */
export const useLinkedMessage = (): string | undefined => {
  const message = useSearch({ strict: false, select: (search: object) => (search as { message?: unknown }).message })
  return typeof message === 'string' ? message : undefined
}
