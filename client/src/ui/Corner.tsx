import { createContext, useContext, type ReactNode } from 'react'

/** Content for the end of a page's first header on phones, where there is no rail; null elsewhere. */
export const CornerContext = createContext<ReactNode>(null)

/** Renders the corner content; the last element of a header. */
export const Corner = () => {
  const corner = useContext(CornerContext)
  return corner && <span className="ms-auto shrink-0">{corner}</span>
}
