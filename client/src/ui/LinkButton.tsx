import { Link, type LinkProps } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { BUTTON } from './Button.tsx'

type Props = Omit<LinkProps, 'className'> & { className?: string }

/** A link that looks like a button, for addresses outside the app, such as downloads. */
export const LinkButton = ({ className, ...props }: Props) => <Link {...props} className={classes(BUTTON, className)} />
