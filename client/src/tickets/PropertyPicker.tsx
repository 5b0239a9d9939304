import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { Popover } from '../ui/Popover.tsx'
import { PROPERTY, PropertyArrow } from '../ui/Select.tsx'

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
      <Button
        className={classes(
          'group flex w-full cursor-pointer items-center gap-2 rounded-md border text-start hover:bg-hover',
          PROPERTY,
        )}
      >
        <span className="sr-only">{name}</span>
        {value}
        <PropertyArrow />
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
