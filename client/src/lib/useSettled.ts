import { useEffect, useState } from 'react'

/** The value, once it has not changed for a while: for asking the server while somebody types. */
export const useSettled = <V>(value: V, ms: number): V => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
