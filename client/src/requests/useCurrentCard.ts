import { useEffect, useRef, useState } from 'react'
import type { ChatRequestRowFragment } from './requests.generated.ts'

/** The request that has the focus and to which the shortcuts apply: the first one until another is chosen. */
export const useCurrentCard = (requests: readonly ChatRequestRowFragment[]) => {
  const [chosen, setChosen] = useState<string>()
  const cards = useRef(new Map<string, HTMLLIElement>())
  const at = Math.max(
    0,
    requests.findIndex(({ id }) => id === chosen),
  )
  const current = requests[at]
  const currentId = current?.id
  useEffect(() => {
    // Only if the focus was lost because its card was removed.
    if (currentId && document.activeElement === document.body) cards.current.get(currentId)?.focus()
  }, [currentId])
  return {
    current,
    choose: ({ id }: ChatRequestRowFragment) => setChosen(id),
    /** After a decision the next request becomes current. */
    chooseNext: () => setChosen((requests[at + 1] ?? requests[at - 1])?.id),
    move: (by: 1 | -1) => {
      const index = by > 0 && !chosen ? 0 : at + by
      const next = requests[Math.min(Math.max(0, index), requests.length - 1)]
      if (!next) return
      setChosen(next.id)
      cards.current.get(next.id)?.focus()
    },
    refOf:
      ({ id }: ChatRequestRowFragment) =>
      (card: HTMLLIElement | null) => {
        if (card) cards.current.set(id, card)
        else cards.current.delete(id)
      },
  }
}
