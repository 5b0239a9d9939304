import { formatNumber } from '../lib/locale.ts'

type Props = {
  count: number
  /** The number with what it counts, for screen readers: "12 tickets". */
  label: string
  /** The highest number that is shown; what is more is "99+". */
  most?: number | undefined
}

/** A number that stands alone on screen, because of what is beside it; screen readers read what it counts. */
export const Count = ({ count, label, most = Infinity }: Props) => (
  <>
    <span aria-hidden>{count > most ? `${most}+` : formatNumber(count)}</span>
    <span className="sr-only"> {label}</span>
  </>
)
