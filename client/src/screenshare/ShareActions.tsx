import { MonitorPlay, MonitorUp } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { useIsTouchPhone } from '../lib/useMedia.ts'
import { clockTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useAskForScreenShareMutation, useSentScreenShareAsksQuery } from './screenshare.generated.ts'
import { useSharing } from './sharing.ts'
import { useActiveShares } from './useActiveShares.ts'
import { useStartSharing } from './useStartSharing.ts'
import { useWatched, watch } from './watched.ts'

type Props = { ticketId: string; requester: { id: string; name: string } }

/** Actions in a ticket's header: share the screen; for staff, request a share and watch it. */
export const ShareActions = ({ ticketId, requester }: Props) => {
  const { viewer } = useViewer()
  return isStaff(viewer.role) ? <Watch ticketId={ticketId} requester={requester} /> : <Share ticketId={ticketId} />
}

const Share = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('screenshare')
  const start = useStartSharing()
  const isSharing = useSharing(({ share }) => share !== null)
  const isTouchPhone = useIsTouchPhone()
  if (isSharing || isTouchPhone) return null
  return <IconButton icon={MonitorUp} label={t('share')} onPress={() => void start(ticketId)} />
}

const Watch = ({ ticketId, requester }: Props) => {
  const t = useTranslations('screenshare')
  const { viewer } = useViewer()
  const { shares } = useActiveShares()
  const [, ask] = useAskForScreenShareMutation()
  const isWatched = useWatched(({ share: watched }) => watched?.ticket.id === ticketId)
  const [{ data: sent }] = useSentScreenShareAsksQuery()
  const declinedAt = sent?.sentScreenShareAsks.findLast(({ ticket }) => ticket.id === ticketId)?.declinedAt
  const label = declinedAt ? t('askAgain', { name: requester.name, time: clockTime(declinedAt) }) : t('ask')
  const share = shares.find(({ ticket, sharer }) => ticket.id === ticketId && sharer.id !== viewer.id)
  const askThem = async () => {
    const { data } = await ask({ input: { ticketId } })
    if (data?.askForScreenShare.ok) toast(t('askSent', { name: requester.name }))
    else toast(t('askFailed'), { tone: 'problem' })
  }
  return (
    <>
      {share && isWatched ? null : share ? (
        <Button size="sm" variant="primary" aria-label={`${t('isShared')}: ${t('watch')}`} onPress={() => watch(share)}>
          <MonitorPlay aria-hidden className="size-4" />
          <span className="max-wide:hidden">{t('isShared')} ·</span> {t('watch')}
        </Button>
      ) : (
        requester.id !== viewer.id && (
          // On a phone the title needs the space.
          <IconButton icon={MonitorPlay} label={label} onPress={() => void askThem()} className="max-tablet:hidden" />
        )
      )}
    </>
  )
}
