import type { ReactNode, RefObject } from 'react'
import { Tooltip as AriaTooltip, TooltipTriggerStateContext } from 'react-aria-components'
import type { TooltipTriggerState } from 'react-stately/useTooltipTriggerState'
import { Keys } from './Keys.tsx'

type Props = {
  id?: string
  state: TooltipTriggerState
  trigger: RefObject<HTMLElement | null>
  text: ReactNode
  keys?: string
}

/** A tooltip that is open. */
export const TooltipText = ({ id, state, trigger, text, keys }: Props) => {
  // The component takes the id that `aria-describedby` names, but its type does not list it.
  const named = { id, triggerRef: trigger }
  return (
    <TooltipTriggerStateContext value={state}>
      <AriaTooltip
        {...named}
        offset={6}
        className="z-50 flex max-w-72 pointer-coarse:hidden items-center gap-2 rounded-sm border border-line bg-raised px-2 py-1 text-xs text-text shadow-raised entering:animate-fade"
      >
        {text}
        {keys && <Keys keys={keys} isHidden />}
      </AriaTooltip>
    </TooltipTriggerStateContext>
  )
}
