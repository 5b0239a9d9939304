import { MessagesSquare } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useGo } from '../lib/useGo.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { ShareFieldsFragment } from './screenshare.generated.ts'
import { SharePlayer } from './SharePlayer.tsx'
import { watch } from './watched.ts'

type Props = { share: ShareFieldsFragment; onClose: () => void }

/** One shared screen, live, over the page. */
export const WatchDialog = ({ share, onClose }: Props) => {
  const t = useTranslations('screenshare')
  const go = useGo()
  const { number } = share.ticket
  const toTicket = () => {
    onClose()
    watch(share)
    go({ to: '/admin', search: { ticket: number } })
  }
  return (
    <Dialog title={t('screenOf', { name: share.sharer.name })} isOpen onClose={onClose} large>
      <SharePlayer share={share} />
      <Button size="sm" onPress={toTicket} className="self-start">
        <MessagesSquare aria-hidden className="size-4" />
        {t('toTicket', { number })}
      </Button>
    </Dialog>
  )
}
