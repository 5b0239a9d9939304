import { create } from 'zustand'

type Ticket = { id: string; requester: { id: string } }

/** The tickets of the last update of the inbox feed. */
export const useTicketUpdates = create<{ tickets: readonly Ticket[] }>(() => ({ tickets: [] }))

/** Tells open timelines that these tickets have changed. */
export const ticketsUpdated = (tickets: readonly Ticket[]): void => useTicketUpdates.setState({ tickets })
