import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { Popover } from '../ui/Popover.tsx'

type Props = {
  /** Which property it is, read aloud before its value. */
  name: string
  /** What its panel is for. */
  label: string
  value: ReactNode
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** What can be chosen instead. */
  children: ReactNode
}

/** A property of a ticket that is a button as wide as its column, with a panel of others to choose from. */
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
