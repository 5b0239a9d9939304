import { CircleAlert, Clock, Lock, Store, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { fullTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { EditScheduled } from './EditScheduled.tsx'
import { sendTime } from './times.ts'
import { useScheduledActions, type Scheduled } from './useScheduledMessages.ts'

const ICONS = { PARTICIPANTS: Clock, REQUESTER: UserRound, SHOP: Store, STAFF: Lock }

type Props = { message: Scheduled; lastSeq: number | undefined; readers?: string }

/** One scheduled message: when it is sent, or why it was not, and what its author can do. */
export const ScheduledCard = ({ message, lastSeq, readers }: Props) => {
  const Icon = message.state === 'HELD' ? CircleAlert : ICONS[message.audience]
  return (
    <li className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 rounded-md border border-line bg-sunken px-3 py-2 text-sm">
      <p className="flex min-w-0 flex-1 basis-56 items-start gap-1.5 font-medium" title={fullTime(message.sendAt)}>
        <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-muted" />
        <span className="min-w-0">
          <Headline message={message} />
          {readers && <span className="block font-normal text-muted">{readers}</span>}
        </span>
      </p>
      {message.viewerCanChange && <Actions message={message} lastSeq={lastSeq} />}
      <p dir="auto" className="line-clamp-2 basis-full whitespace-pre-wrap text-muted wrap-anywhere">
        {message.body}
      </p>
    </li>
  )
}

const Headline = ({ message }: { message: Scheduled }) => {
  const t = useTranslations('scheduledMessages')
  const now = useNow()
  const { author, state, holdReason, audience, viewerCanChange } = message
  const name = isolated(author.name)
  if (state === 'HELD') {
    if (holdReason === 'AUTHOR_DISABLED') return t('authorDisabled', { name })
    const reason = t(holdReason === 'ANSWERED' ? 'answered' : 'rejected')
    return viewerCanChange ? reason : t('heldBy', { name, reason })
  }
  const time = sendTime(new Date(message.sendAt), now)
  return t(audience === 'STAFF' ? 'noteAt' : 'replyAt', { who: viewerCanChange ? 'you' : 'other', name, time })
}

const Actions = ({ message, lastSeq }: Props) => {
  const t = useTranslations('scheduledMessages')
  const { sendNow, cancel, isBusy } = useScheduledActions()
  const [dialog, setDialog] = useState<'edit' | 'cancel' | null>(null)
  const close = () => setDialog(null)
  return (
    <span className="flex gap-1 max-tablet:order-last max-tablet:-ms-2 max-tablet:basis-full">
      <Button size="sm" variant="quiet" onPress={() => setDialog('edit')}>
        {t('edit')}
      </Button>
      <Button size="sm" variant="quiet" isDisabled={isBusy} onPress={() => void sendNow(message.id)}>
        {t('sendNow')}
      </Button>
      <Button size="sm" variant="quiet" onPress={() => setDialog('cancel')}>
        {t('cancel')}
      </Button>
      {dialog === 'edit' && <EditScheduled message={message} basedOn={lastSeq} onClose={close} />}
      {dialog === 'cancel' && (
        <ConfirmDialog
          title={t('cancelTitle')}
          action={t('cancelAction')}
          cancel={t('keep')}
          isBusy={isBusy}
          onClose={close}
          onConfirm={() => void cancel(message.id).then((isDone) => isDone && close())}
        >
          <p>{t('cancelText')}</p>
        </ConfirmDialog>
      )}
    </span>
  )
}
