import { create } from 'zustand'
import type { TicketRowFragment } from './tickets.generated.ts'

type Rows = ReadonlyMap<string, TicketRowFragment>

type Selection = {
  selected: Rows
  /** The one chosen last: a range goes on from it. */
  anchor: string | undefined
  watched: Rows
  /** Everything that matches is chosen, loaded or not. */
  isMatching: boolean
}

/** The tickets chosen for a batch, as they are now; and those whose change can still be undone, likewise. */
export const useSelection = create<Selection>(() => ({
  selected: new Map(),
  anchor: undefined,
  watched: new Map(),
  isMatching: false,
}))

const byId = (rows: readonly TicketRowFragment[]): Rows => new Map(rows.map((row) => [row.id, row]))

/** Chooses a ticket, or lets it go; of all that match, those that are loaded then stay chosen. */
export const toggleSelected = (row: TicketRowFragment): void =>
  useSelection.setState(({ selected }) => {
    const next = new Map(selected)
    if (!next.delete(row.id)) next.set(row.id, row)
    return { selected: next, anchor: row.id, isMatching: false }
  })

/** Chooses everything that matches. */
export const selectMatching = (): void => useSelection.setState({ isMatching: true })

/** Chooses these besides those chosen before. */
export const select = (rows: readonly TicketRowFragment[]): void =>
  useSelection.setState(({ selected }) => ({ selected: new Map([...selected, ...byId(rows)]) }))

export const clearSelection = (): void => {
  if (useSelection.getState().selected.size > 0)
    useSelection.setState({ selected: new Map(), anchor: undefined, isMatching: false })
}

/** Follows what becomes of these, until others are watched. */
export const watch = (rows: readonly TicketRowFragment[]): void => useSelection.setState({ watched: byId(rows) })

/** What the inbox feed says of tickets. */
export const heardOf = (rows: readonly TicketRowFragment[]): void => {
  const { selected, watched } = useSelection.getState()
  const renew = (known: Rows): Rows => {
    const news = rows.filter(({ id }) => known.has(id))
    return news.length > 0 ? new Map([...known, ...byId(news)]) : known
  }
  useSelection.setState({ selected: renew(selected), watched: renew(watched) })
}
