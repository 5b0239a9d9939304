import { createContext, useContext, type ReactNode } from 'react'

/** What a tab's page provides to its screen: the rail, and its phone replacement. */
type TabFrame = {
  rail: (folded: boolean, canFold: boolean) => ReactNode
  railFolded: boolean
  bottomBar: ReactNode
}

export const TabFrameContext = createContext<TabFrame | null>(null)

/** The frame around the tab's screen. Throws outside a tab's page. */
export const useTabFrame = (): TabFrame => {
  const frame = useContext(TabFrameContext)
  if (!frame) throw new Error('useTabFrame: not on a tab’s page')
  return frame
}
