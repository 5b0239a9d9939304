import type { ComponentProps } from 'react'

/** A hit as an option of the list. */
export type OptionProps = { id: string; isActive: boolean; isOpen: boolean; handlers: Handlers }
type Handlers = Pick<ComponentProps<'div'>, 'onPointerDown' | 'onClick'>

/** The attributes of an option. The listbox handles the keys. */
export const optionAttributes = ({ id, isActive, isOpen, handlers }: OptionProps) => ({
  id,
  role: 'option' as const,
  'aria-selected': isOpen,
  'data-active': isActive || undefined,
  ...handlers,
})

/** The look of an option, as of the rows of the ticket list. */
export const optionLook = ({ isActive, isOpen }: Pick<OptionProps, 'isActive' | 'isOpen'>): string =>
  [
    'relative cursor-pointer',
    isOpen ? 'bg-selected' : isActive ? 'bg-hover' : 'hover:bg-hover',
    isActive ? 'before:absolute before:inset-y-0 before:start-0 before:w-0.75 before:bg-accent' : '',
  ].join(' ')
