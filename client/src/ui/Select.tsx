import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { POPOVER } from './Popover.tsx'

export type Choice<V extends string> = { value: V; label: string; icon?: ReactNode; detail?: string }

type Props<V extends string> = {
  label: string
  /** The label is only for screen readers. */
  hideLabel?: boolean
  choices: Choice<V>[]
  value: V | null
  onChange: (value: V) => void
  isDisabled?: boolean
  /** No border until hovered or focused: for a list of properties. */
  quiet?: boolean
  placeholder?: string
  className?: string
}

/** The button of a value in a list of properties: in no frame, as high as its text, with an arrow beside it (see `fact-control`). */
export const PROPERTY = 'relative min-h-7 border-transparent py-0.5 ps-2 pe-3 pointer-coarse:min-h-11'

/** The arrow of that button: when it is pointed at or focused, and always where nothing can point. It takes no room from the text. */
export const PropertyArrow = () => (
  <ChevronDown
    aria-hidden
    className="absolute end-0 size-3 text-subtle opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100"
  />
)

/** A select of choices, each with an icon and a label. In a form, what is chosen takes two lines rather than being cut. */
export const Select = <V extends string>({
  label,
  hideLabel,
  choices,
  value,
  onChange,
  isDisabled,
  quiet,
  placeholder,
  className,
}: Props<V>) => (
  <AriaSelect
    aria-label={hideLabel ? label : undefined}
    value={value}
    onChange={(chosen) => chosen !== null && onChange(chosen as V)}
    isDisabled={isDisabled}
    placeholder={placeholder}
    className={classes('flex flex-col gap-1', className)}
  >
    {!hideLabel && <Label className="text-sm font-medium">{label}</Label>}
    <Button
      className={classes(
        'group flex w-full cursor-pointer items-center gap-2 rounded-md border text-start text-base hover:bg-hover disabled:cursor-default disabled:opacity-60',
        quiet ? PROPERTY : 'min-h-9 border-control bg-surface px-3 py-1.5 pointer-coarse:min-h-11',
      )}
    >
      <SelectValue className={classes('min-w-0 flex-1', hideLabel && !quiet && 'truncate')}>
        {({ defaultChildren, selectedItems }) => {
          const chosen = selectedItems.length > 0 ? choices.find((choice) => choice.value === value) : undefined
          return chosen ? <ChoiceLabel choice={chosen} wraps={quiet || !hideLabel} /> : defaultChildren
        }}
      </SelectValue>
      {quiet ? <PropertyArrow /> : <ChevronDown aria-hidden className="size-4 shrink-0 text-subtle" />}
    </Button>
    <Popover className={classes(POPOVER, 'min-w-(--trigger-width)')}>
      <ListBox
        items={choices.map((choice) => ({ ...choice, id: choice.value }))}
        className="max-h-80 overflow-auto p-1 outline-none"
      >
        {(choice) => (
          <ListBoxItem
            id={choice.value}
            textValue={choice.label}
            className="flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 text-base focus:bg-hover focus-visible:outline-none pointer-coarse:min-h-11"
          >
            {({ isSelected }) => (
              <>
                <ChoiceLabel choice={choice} />
                {isSelected && <Check aria-hidden className="ms-auto size-4 text-accent-text" />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </AriaSelect>
)

const ChoiceLabel = ({ choice, wraps }: { choice: Choice<string>; wraps?: boolean | undefined }) => (
  <span className="flex min-w-0 items-center gap-2">
    {choice.icon}
    <span dir="auto" className={classes('min-w-0 text-match-parent', wraps ? 'wrap-anywhere' : 'truncate')}>
      {choice.label}
    </span>
    {choice.detail && <span className="truncate text-sm text-muted">{choice.detail}</span>}
  </span>
)
