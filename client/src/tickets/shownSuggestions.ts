const shown = new Map<string, string[]>()

/** Sets the agents who are suggested on screen for a ticket, for as long as they are. Returns a function that removes them. */
export const showSuggestions = (ticketId: string, agentIds: string[]): (() => void) => {
  shown.set(ticketId, agentIds)
  return () => {
    if (shown.get(ticketId) === agentIds) shown.delete(ticketId)
  }
}

/** The agents suggested on screen when the viewer assigns or claims a ticket: the server records the choice. */
export const suggestedIdsOf = (ticketId: string): string[] | undefined => shown.get(ticketId)
