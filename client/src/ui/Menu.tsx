import type { LucideIcon } from 'lucide-react'
import type { HTMLAttributes, ReactElement, ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
  Separator,
  type MenuItemProps,
  type MenuProps,
  type PopoverProps,
} from 'react-aria-components'
import { useAriaKeys } from '../lib/ariaKeys.ts'
import { classes } from '../lib/classes.ts'
import { Keys } from './Keys.tsx'
import { POPOVER } from './Popover.tsx'

type Props = Omit<MenuProps<object>, 'className'> & {
  trigger: ReactElement
  placement?: PopoverProps['placement']
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode
}

/** A menu and its button. */
export const Menu = ({ trigger, placement, onOpenChange, children, ...props }: Props) => (
  <MenuTrigger onOpenChange={onOpenChange}>
    {trigger}
    <Popover placement={placement} className={classes(POPOVER, 'flex min-w-48 flex-col')}>
      <AriaMenu {...props} className="min-h-0 overflow-auto p-1 outline-none">
        {children}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)

type ItemProps = Omit<MenuItemProps, 'className' | 'children'> & {
  icon?: ReactNode
  keys?: string
  /** A count at its end. */
  count?: ReactNode
  children: ReactNode
  danger?: boolean
}

/** The style of a menu item, also in the palette. */
export const MENU_ITEM =
  'flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 text-base focus:bg-hover focus-visible:outline-none disabled:opacity-50 pointer-coarse:min-h-11'

/** A menu item: icon, label, shortcut. The shortcut is no part of its name. */
export const MenuItem = ({ icon, keys, count, children, danger, ...props }: ItemProps) => {
  const shortcut = useAriaKeys(keys)
  return (
    <AriaMenuItem
      {...props}
      render={
        shortcut
          ? (own) => <div {...(own as HTMLAttributes<HTMLDivElement>)} aria-keyshortcuts={shortcut} />
          : undefined
      }
      className={classes(MENU_ITEM, danger && 'text-danger')}
    >
      {({ isSelected, selectionMode }) => (
        <>
          {icon}
          <span className="min-w-0 flex-1 truncate">{children}</span>
          {selectionMode !== 'none' && isSelected && <span aria-hidden>✓</span>}
          {count}
          {keys && <Keys keys={keys} isHidden />}
        </>
      )}
    </AriaMenuItem>
  )
}

type ActionProps = Pick<ItemProps, 'id' | 'keys' | 'onAction'> & { label: string; icon: LucideIcon }

/** The menu item of an action, also in the palette. */
export const Action = ({ label, icon: Icon, ...props }: ActionProps) => (
  <MenuItem {...props} textValue={label} icon={<Icon aria-hidden className="size-4 text-muted" />}>
    {label}
  </MenuItem>
)

/** A line between groups of a menu. */
export const MenuLine = () => <Separator className="mx-2 my-1 border-t border-line" />
