import { createContext, useContext } from 'react'
import type { AnalyticsClock } from './analytics.generated.ts'
import type { Period } from './period.ts'

/** What every section of the page shows figures of. */
export type Scope = {
  /** The variables of its queries. */
  variables: { from: string; to: string; clock: AnalyticsClock }
  period: Period
  /** Rises when figures have changed. */
  changes: number
  /** The chosen dimension of the breakdown, and its setter. */
  by: string | undefined
  chooseBy: (by: string) => void
  openTicket: (number: string) => void
}

/** The scope that the page provides to its sections. */
export const ScopeContext = createContext<Scope | null>(null)

/** The scope of the page. Throws outside of it. */
export const useScope = (): Scope => {
  const scope = useContext(ScopeContext)
  if (!scope) throw new Error('useScope: not on the analytics page')
  return scope
}
