import { createContext, useContext } from 'react'
import type { ThreadTicketQuery } from './messages.generated.ts'

type ThreadTicket = NonNullable<ThreadTicketQuery['ticket']>

/** The ticket of the thread around it, read once: each query of its own would read it from the cache again while a thread opens. */
export const ThreadTicketContext = createContext<ThreadTicket | undefined>(undefined)

/** The ticket of the thread, with its sides; undefined until it is loaded. */
export const useThreadTicket = (): ThreadTicket | undefined => useContext(ThreadTicketContext)
