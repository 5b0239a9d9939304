import { useEffect, useRef } from 'react'

/** Calls `act` whenever `value` has changed, not on the first render. */
export const useOnChange = (value: unknown, act: () => void): void => {
  const seen = useRef(value)
  useEffect(() => {
    if (Object.is(seen.current, value)) return
    seen.current = value
    act()
  })
}
