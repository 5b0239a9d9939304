import { classes } from '../lib/classes.ts'
import { initials, pick } from '../lib/person.ts'

/** Dark enough for white initials (≥4.5:1) in both themes. */
const COLOURS = [
  'bg-[#3a49c4]',
  'bg-[#0f6b6b]',
  'bg-[#8a3ffc]',
  'bg-[#a3306f]',
  'bg-[#8a4b00]',
  'bg-[#146c43]',
  'bg-[#175ca8]',
  'bg-[#6b4f9e]',
]
const SIZES = { sm: 'size-5 text-[0.625rem]', md: 'size-7 text-xs', lg: 'size-9 text-sm', xl: 'size-16 text-xl' }

type Props = {
  name: string
  /** The picture; without one, the initials are shown. */
  url?: string | null | undefined
  size?: keyof typeof SIZES
  title?: string
}

/** A person's picture, or their initials on a colour derived from the name. The name is shown next to it, or in `title`. */
export const Avatar = ({ name, url, size = 'md', title }: Props) => (
  <span
    role={title ? 'img' : undefined}
    aria-label={title}
    aria-hidden={title ? undefined : true}
    title={title}
    className={classes(
      'inline-flex shrink-0 items-center justify-center overflow-clip rounded-full font-semibold text-on-accent select-none forced-colors:border',
      SIZES[size],
      COLOURS[pick(name, COLOURS.length)],
    )}
  >
    {/* Of elsewhere, as in imported data, the page may load none. */}
    {url?.startsWith('/api/pictures/') ? <img src={url} alt="" className="size-full object-cover" /> : initials(name)}
  </span>
)
