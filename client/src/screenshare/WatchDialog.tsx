import { useTranslations } from 'use-intl'
import { Dialog } from '../ui/Dialog.tsx'
import type { ShareFieldsFragment } from './screenshare.generated.ts'
import { SharePlayer } from './SharePlayer.tsx'

type Props = { share: ShareFieldsFragment; onClose: () => void }

/** One shared screen, live, over the page. */
export const WatchDialog = ({ share, onClose }: Props) => {
  const t = useTranslations('screenshare')
  return (
    <Dialog title={t('screenOf', { name: share.sharer.name })} isOpen onClose={onClose} large>
      <SharePlayer share={share} />
    </Dialog>
  )
}
