import { Suspense, useRef, type ReactElement, type ReactNode } from 'react'
import { FocusableProvider } from 'react-aria/private/interactions/useFocusable'
import { useTooltipTrigger } from 'react-aria/useTooltipTrigger'
import { useTooltipTriggerState } from 'react-stately/useTooltipTriggerState'
import { useAriaKeys } from '../lib/ariaKeys.ts'
import { lazily } from '../lib/lazily.ts'

const TooltipText = lazily(() => import('./TooltipText.tsx'), 'TooltipText')

const TIMES = { delay: 500, closeDelay: 0 }

/**
 * A label and the shortcut on hover and focus; not on touch screens. The child must be focusable. What places it on the screen is
 * loaded after the list.
 */
export const Tooltip = ({ text, keys, children }: { text: ReactNode; keys?: string; children: ReactElement }) => {
  const state = useTooltipTriggerState(TIMES)
  const trigger = useRef<HTMLElement>(null)
  const { triggerProps, tooltipProps } = useTooltipTrigger(TIMES, state, trigger)
  const shortcut = { 'aria-keyshortcuts': useAriaKeys(keys) }
  return (
    <>
      <FocusableProvider {...triggerProps} {...shortcut} ref={trigger}>
        {children}
      </FocusableProvider>
      {state.isOpen && (
        <Suspense>
          <TooltipText {...tooltipProps} state={state} trigger={trigger} text={text} keys={keys} />
        </Suspense>
      )}
    </>
  )
}
