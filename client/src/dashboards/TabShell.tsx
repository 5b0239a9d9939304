import type { ComponentProps } from 'react'
import { Shell } from './Shell.tsx'
import { useTabFrame } from './tabFrame.ts'

type Props = Omit<ComponentProps<typeof Shell>, 'rail' | 'railFolded' | 'bottomBar'>

/** The panels of a tab's screen, beside the rail that all tabs have. `thread` is the main panel; `list` may be left out. */
export const TabShell = (props: Props) => <Shell {...useTabFrame()} {...props} />
