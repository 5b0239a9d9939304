import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import type { Role } from '../lib/roles.ts'
import { clockTime, fullTime } from '../lib/time.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { ServiceMark } from '../ui/ServiceMark.tsx'
import { RoleName } from '../viewer/RoleName.tsx'
import type { Audience } from './messages.generated.ts'
import { LOOKS } from './audiences.ts'
import { useThread } from './ThreadContext.ts'
import { ROW_TEXT } from './useScrollAnchor.ts'

type Props = {
  author: { id: string; name: string; avatarUrl?: string | null; isService?: boolean } | null
  role: Role | null
  own: boolean
  audience: Audience
  at: string
  /** Starts a group, with the author's name. */
  first: boolean
  /** Without a bubble: a few large emoji. */
  bare?: boolean
  /** Shown next to the bubble on hover and focus. */
  action?: ReactNode
  /** Reactions, under the bubble. */
  below?: ReactNode
  /** The delivery state, under the bubble. */
  footer?: ReactNode
  onPointerEnter?: () => void
  children: ReactNode
}

/** A message: the viewer's on the right, others' on the left under their names; notes in amber, and those for one side in its colour. */
export const Bubble = ({
  author,
  role,
  own,
  audience,
  at,
  first,
  bare,
  action,
  below,
  footer,
  onPointerEnter,
  children,
}: Props) => {
  const t = useTranslations('messages')
  const { audienceName } = useThread()
  const isForAll = audience === 'PARTICIPANTS'
  const { icon: Icon, box } = LOOKS[audience]
  const readers = audience === 'STAFF' ? t('noteLabel') : audienceName(audience)
  const name = own ? t('you') : (author?.name ?? t('desk'))
  return (
    <article
      onPointerEnter={onPointerEnter}
      aria-label={t(isForAll ? 'labelForAll' : 'labelFor', { name, time: clockTime(at), readers })}
      className={classes(
        'flex gap-2',
        own ? 'flex-row-reverse ps-8 tablet:ps-16' : 'pe-4 pointer-coarse:pe-8 tablet:pe-12',
      )}
    >
      {!own && <div className="w-7 shrink-0">{first && <Avatar name={name} url={author?.avatarUrl} />}</div>}
      <div className={classes('flex min-w-0 flex-col', own ? 'items-end' : 'items-start')}>
        {first && (
          <p className="mb-0.5 flex flex-wrap items-baseline gap-x-1.5 px-1 text-xs text-muted">
            {!own && (
              <span dir="auto" className="max-w-48 truncate font-semibold text-text">
                {name}
              </span>
            )}
            {!own && author?.isService && <ServiceMark />}
            {!own && role && (
              <span>
                <RoleName role={role} />
              </span>
            )}
            <time dateTime={at} title={fullTime(at)}>
              {clockTime(at)}
            </time>
          </p>
        )}
        <div
          {...{ [ROW_TEXT]: '' }}
          className={classes('flex max-w-full items-center gap-1', own && 'flex-row-reverse')}
        >
          <div
            title={first ? undefined : fullTime(at)}
            className={classes(
              // Stacked accents stay within the bubble.
              'min-w-0 overflow-clip rounded-lg outline-offset-2 outline-focus group-aria-[current]/row:outline-2',
              bare ? 'px-1' : 'px-3 py-2',
              isForAll
                ? !bare && classes('forced-colors:border', own ? 'bg-selected' : 'bg-bubble')
                : classes('border border-control', box),
            )}
          >
            {!isForAll && (
              <p className="mb-1 flex items-center gap-1 text-xs font-medium">
                <Icon aria-hidden className="size-3 shrink-0" />
                {readers}
              </p>
            )}
            {children}
          </div>
          {action}
        </div>
        {below}
        {footer}
      </div>
    </article>
  )
}
