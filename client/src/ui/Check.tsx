import { Check as Tick } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox, type CheckboxProps } from 'react-aria-components'

/** A checkbox with its label. */
export const Check = ({
  children,
  ...props
}: Omit<CheckboxProps, 'className' | 'children'> & { children: ReactNode }) => (
  <Checkbox {...props} className="group flex cursor-pointer items-center gap-2 text-base pointer-coarse:min-h-11">
    <span className="flex size-4 items-center justify-center rounded-sm border border-control bg-surface text-on-accent group-selected:border-accent group-selected:bg-accent group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-focus">
      <Tick aria-hidden className="size-3 opacity-0 group-selected:opacity-100" strokeWidth={3} />
    </span>
    {children}
  </Checkbox>
)
