import { useId } from 'react'
import { classes } from '../lib/classes.ts'
import { INPUT } from '../ui/Field.tsx'

type Props = {
  type: 'time' | 'datetime-local'
  label: string
  /** The label is only for screen readers. */
  hideLabel?: boolean
  /** Empty if nothing is chosen. */
  value: string
  onChange: (value: string) => void
}

/** The browser's own field for a local time, or for a date and time. */
export const Moment = ({ type, label, hideLabel, value, onChange }: Props) => {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      <input
        id={id}
        type={type}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(INPUT, 'h-9 min-w-0 px-2 pointer-coarse:h-11')}
      />
    </div>
  )
}
