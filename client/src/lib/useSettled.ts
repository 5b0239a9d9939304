import { useEffect, useState } from 'react'

/** The value, debounced: for searches on the server while the user types. */
export const useSettled = <V>(value: V, ms: number): V => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
