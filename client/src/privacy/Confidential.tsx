import { Lock, LockOpen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { useSetConfidentialMutation } from './privacy.generated.ts'
import { useDeskPrivacy } from './useDeskPrivacy.ts'
import { useTicketPrivacy } from './useTicketPrivacy.ts'

type Props = {
  ticket: { id: string }
  /** Whether the viewer handles it. */
  isAssignee: boolean
}

/** Whether a ticket is confidential, for staff; its assignee changes it. In a private desk every ticket is. */
export const Confidential = ({ ticket: { id }, isAssignee }: Props) => {
  const t = useTranslations('privacy')
  const { isPrivate } = useDeskPrivacy()
  const privacy = useTicketPrivacy(id)
  const [{ fetching }, send] = useSetConfidentialMutation()
  if (!privacy) return null
  const { isConfidential } = privacy
  const change = async () => {
    const { data } = await send({ input: { ticketId: id, confidential: !isConfidential } })
    toastRefusal(data?.setConfidential, t('changeFailed'))
  }
  return (
    <>
      {isConfidential && (
        <p className="flex items-start gap-2 rounded-md bg-sunken px-3 py-2 text-sm" data-detail="confidential">
          <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <span className="flex min-w-0 flex-col">
            <span className="font-medium">{t('confidential')}</span>
            <span className="text-muted">{t('confidentialWhat')}</span>
          </span>
        </p>
      )}
      {isAssignee && (!isPrivate || isConfidential) && (
        <Button onPress={() => void change()} isDisabled={fetching}>
          {isConfidential ? <LockOpen aria-hidden className="size-4" /> : <Lock aria-hidden className="size-4" />}
          {isConfidential ? t('makeVisible') : t('makeConfidential')}
        </Button>
      )}
    </>
  )
}

/** A lock beside the number of a confidential ticket. */
export const ConfidentialMark = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('privacy')
  if (!useTicketPrivacy(ticketId)?.isConfidential) return null
  return <Lock role="img" aria-label={t('confidential')} className="size-3.5 shrink-0 self-center text-muted" />
}
