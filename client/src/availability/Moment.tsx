import { classes } from '../lib/classes.ts'
import { INPUT } from '../ui/Field.tsx'

type Props = {
  type: 'time' | 'datetime-local'
  label: string
  /** Empty if nothing is chosen. */
  value: string
  onChange: (value: string) => void
}

/** The browser's own field for a local time, or for a date and time. */
export const Moment = ({ type, label, value, onChange }: Props) => (
  <input
    type={type}
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    required
    className={classes(INPUT, 'h-8 min-w-0 px-2 text-sm pointer-coarse:h-11')}
  />
)
