import { useEffect, useRef, useState } from 'react'
import { useListCommands } from '../tickets/listCommands.ts'

/** The hit of the cursor, -1 for none, and how to move it. `j` and `k` of the page move it too. */
export const useActiveHit = (count: number, onEnd: () => void) => {
  const [wanted, setWanted] = useState(-1)
  const active = Math.min(wanted, count - 1)
  const listRef = useRef<HTMLDivElement>(null)

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    setWanted(next)
    if (next === count - 1) onEnd()
  }
  useEffect(() => {
    listRef.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const latest = useRef((by: number) => moveTo(active + by))
  useEffect(() => {
    latest.current = (by) => moveTo(active + by)
  })
  useEffect(() => {
    useListCommands.setState({ commands: { move: (by) => latest.current(by), followOpen: stayOnHit } })
    return () => useListCommands.setState({ commands: null })
  }, [])
  return { active, moveTo, listRef }
}

/** The cursor is on a hit, not on a ticket: shortcuts act on the open ticket anyway. */
const stayOnHit = (): void => undefined
