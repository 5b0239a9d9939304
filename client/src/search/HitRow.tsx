import { Lock, Store, UserRound } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { rowTime } from '../lib/time.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { Excerpt } from './Excerpt.tsx'
import { optionAttributes, optionLook, type OptionProps } from './option.ts'
import type { HitFragment } from './search.generated.ts'

type Props = OptionProps & { hit: HitFragment; now: Date }

/** One hit of a ticket: who wrote it and when, and the text around the match. */
export const HitRow = ({ hit: { message, excerpt }, now, ...option }: Props) => (
  <div {...optionAttributes(option)} className={classes('px-3 py-1.5', optionLook(option))}>
    <div className="border-s-2 border-line ps-2.5">
      {message && <HitFacts message={message} now={now} />}
      <p dir="auto" className="line-clamp-2 text-left text-sm wrap-anywhere text-muted [[dir=rtl]_&]:text-right">
        <Excerpt text={excerpt} />
      </p>
    </div>
  </div>
)

const HitFacts = ({ message, now }: { message: NonNullable<HitFragment['message']>; now: Date }) => {
  const t = useTranslations('search')
  const { viewer } = useViewer()
  const { author, audience, createdAt } = message
  return (
    <div className="flex items-center gap-1.5 text-xs text-muted">
      <span className="truncate font-medium text-text">
        {author ? (author.id === viewer.id ? t('you') : author.name) : t('system')}
      </span>
      {audience === 'STAFF' && (
        <span className="inline-flex shrink-0 items-center gap-1 rounded-sm bg-note px-1 text-note-text">
          <Lock aria-hidden className="size-3" />
          <span aria-hidden>{t('note')}</span>
          <span className="sr-only">{t('noteLabel')}</span>
        </span>
      )}
      {(audience === 'SHOP' || audience === 'REQUESTER') && <ForSide audience={audience} />}
      <time dateTime={createdAt} className="ms-auto shrink-0">
        {rowTime(createdAt, now)}
      </time>
    </div>
  )
}

const SIDES = {
  SHOP: { icon: Store, look: 'bg-side-shop text-side-shop-text' },
  REQUESTER: { icon: UserRound, look: 'bg-side-requester text-side-requester-text' },
}

/** Says that only one side and staff can read a message. */
const ForSide = ({ audience }: { audience: keyof typeof SIDES }) => {
  const t = useTranslations('search')
  const { icon: Icon, look } = SIDES[audience]
  return (
    <span className={classes('inline-flex shrink-0 items-center gap-1 rounded-sm px-1', look)}>
      <Icon aria-hidden className="size-3" />
      {t(audience === 'SHOP' ? 'forShop' : 'forRequester')}
    </span>
  )
}
