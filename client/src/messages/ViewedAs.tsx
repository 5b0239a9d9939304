import { Eye } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { isolated } from '../lib/person.ts'
import { stopViewingAs, type ViewedSide } from '../tickets/viewAs.ts'
import { Button } from '../ui/Button.tsx'
import { LOOKS } from './audiences.ts'
import { useThreadTicket } from './threadTicket.ts'

/** The name of a side of a ticket. */
const useSideName = (side: ViewedSide): string => {
  const t = useTranslations('messages')
  const ticket = useThreadTicket()
  const name = side === 'SHOP' ? ticket?.seller?.shopName : ticket?.requester.name
  return name ? isolated(name) : t(side === 'SHOP' ? 'theShop' : 'theRequester')
}

/** Says above a conversation as whom staff view it, and ends it. */
export const ViewedAs = ({ side }: { side: ViewedSide }) => {
  const t = useTranslations('messages')
  const name = useSideName(side)
  return (
    <div
      role="status"
      className={classes('flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2', LOOKS[side].box)}
    >
      <p className="flex min-w-0 flex-1 basis-48 items-center gap-2 text-sm font-medium">
        <Eye aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0">{t('viewedAs', { name })}</span>
      </p>
      <Button size="sm" onPress={stopViewingAs} className="max-w-full">
        <span className="truncate">{t('stopViewingAs', { name })}</span>
      </Button>
    </div>
  )
}

/** In place of the composer: what is written here would be one's own. */
export const NoComposer = ({ side }: { side: ViewedSide }) => {
  const t = useTranslations('messages')
  return (
    <p className="border-t border-line p-4 text-center text-sm text-muted">
      {t('noWritingAs', { name: useSideName(side) })}
    </p>
  )
}
