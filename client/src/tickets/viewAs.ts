import { create } from 'zustand'

/** The sides as which staff can view a conversation. */
export type ViewedSide = 'REQUESTER' | 'SHOP'

type ViewAs = { ticketId: string | null; side: ViewedSide | null }

const useStore = create<ViewAs>(() => ({ ticketId: null, side: null }))

/** The side as which staff view this ticket's conversation; null for their own view. Another ticket ends it. */
export const useViewedSide = (ticketId: string): ViewedSide | null =>
  useStore((state) => (state.ticketId === ticketId ? state.side : null))

export const viewAs = (ticketId: string, side: ViewedSide): void => useStore.setState({ ticketId, side })

export const stopViewingAs = (): void => useStore.setState({ ticketId: null, side: null })
