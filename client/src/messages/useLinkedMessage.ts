import { useLocation } from '@tanstack/react-router'

/** The message in the address. */
export const useLinkedMessage = (): string | undefined => {
  const message = useLocation({ select: ({ search }) => (search as { message?: unknown }).message })
  return typeof message === 'string' ? message : undefined
}
