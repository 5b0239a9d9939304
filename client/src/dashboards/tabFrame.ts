import { createContext, useContext, type ReactNode } from 'react'

/** What a tab's page brings for its screen: the rail, and what a phone has in its place. */
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
