import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { Popover } from '../ui/Popover.tsx'

type Props = {
  /** The name of the property, for screen readers. */
  name: string
  /** The label of its panel. */
  label: string
  value: ReactNode
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** The choices. */
  children: ReactNode
}

/** A property of a ticket as a button of the column's width that opens the choices. */
export const PropertyPicker = ({ name, label, value, isOpen, onOpenChange, children }: Props) => (
  <Popover
    trigger={
      <Button className="group flex h-7 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-start hover:bg-hover pointer-coarse:h-11">
        <span className="sr-only">{name}</span>
        {value}
        <ChevronDown
          aria-hidden
          className="size-4 text-subtle opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      </Button>
    }
    label={label}
    placement="bottom start"
    isOpen={isOpen}
    onOpenChange={onOpenChange}
    className="flex w-64 flex-col"
  >
    {children}
  </Popover>
)
