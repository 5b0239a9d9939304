import { createContext, useContext, type ReactNode } from 'react'

/** What a page puts at the end of its first header on a phone, where there is no rail to hold it; null elsewhere. */
export const CornerContext = createContext<ReactNode>(null)

/** The place for it, the last thing in a header. */
export const Corner = () => {
  const corner = useContext(CornerContext)
  return corner && <span className="ms-auto shrink-0">{corner}</span>
}
