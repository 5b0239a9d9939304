import type { ReactNode } from 'react'
import { useIsPhone } from '../lib/useMedia.ts'
import { CornerContext } from '../ui/Corner.tsx'
import { DeskBell } from './DeskBell.tsx'

/** The page below its bars. Has the bell in its header where there is no rail. */
export const PhoneCorner = ({ children }: { children: ReactNode }) => (
  <div className="min-h-0 flex-1">
    <CornerContext value={useIsPhone() ? <DeskBell /> : null}>{children}</CornerContext>
  </div>
)
