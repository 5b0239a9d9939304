import type { ReactElement, ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import { Keys } from './Keys.tsx'

/** A label and the shortcut on hover and focus; not on touch screens. The child must be focusable. */
export const Tooltip = ({ text, keys, children }: { text: ReactNode; keys?: string; children: ReactElement }) => (
  <TooltipTrigger delay={500} closeDelay={0}>
    {children}
    <AriaTooltip
      offset={6}
      className="z-50 flex max-w-72 pointer-coarse:hidden items-center gap-2 rounded-sm border border-line bg-raised px-2 py-1 text-xs text-text shadow-raised entering:animate-fade"
    >
      {text}
      {keys && <Keys keys={keys} />}
    </AriaTooltip>
  </TooltipTrigger>
)
