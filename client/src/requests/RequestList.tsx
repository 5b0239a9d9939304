import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { DeclineDialog } from './DeclineDialog.tsx'
import { RequestCard } from './RequestCard.tsx'
import type { ChatRequestRowFragment } from './requests.generated.ts'
import { useCurrentCard } from './useCurrentCard.ts'
import { useDecisions } from './useDecisions.ts'
import { usePendingCount } from './usePendingCount.ts'
import { useRequestPages } from './useRequestPages.ts'

const SECOND = 1_000

type Props = { decided: boolean; onOpenTicket: (number: string) => void }

/** Pending requests, oldest first, or closed ones, newest first; with keyboard shortcuts. */
export const RequestList = ({ decided, onOpenTicket }: Props) => {
  const t = useTranslations('requests')
  const now = useNow(SECOND)
  // Keeps the lists live wherever the rail is not on screen.
  usePendingCount()
  const { requests: loaded, error, hasMore, more, retry } = useRequestPages(decided)
  const requests = loaded ?? []
  const { current, choose, chooseNext, move, refOf } = useCurrentCard(requests)
  const { accept, decline, isBusy } = useDecisions({ onDecide: chooseNext, onOpenTicket })
  const [declining, setDeclining] = useState<ChatRequestRowFragment>()
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    y: () => current && void accept(current, false),
    'Shift+y': () => current && void accept(current, true),
    d: () => {
      if (!current?.viewerCanDecide) return
      bufferKeysUntilFocus('dialog field')
      setDeclining(current)
    },
    o: () => current?.ticket && onOpenTicket(current.ticket.number),
  })

  if (!loaded && error) return <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={retry} />
  if (!loaded) return <SkeletonRows rows={4} />
  if (requests.length === 0) return <EmptyState icon={Inbox}>{t(decided ? 'noneDecided' : 'nonePending')}</EmptyState>
  return (
    <>
      <ul aria-label={t(decided ? 'decided' : 'waiting')} className="mx-auto w-full max-w-3xl">
        {requests.map((request) => (
          <RequestCard
            key={request.id}
            ref={refOf(request)}
            request={request}
            now={now}
            isCurrent={request === current}
            isBusy={isBusy}
            onFocus={() => choose(request)}
            onAccept={(fromStart) => void accept(request, fromStart)}
            onDecline={() => setDeclining(request)}
            onOpen={onOpenTicket}
          />
        ))}
      </ul>
      {hasMore && (
        <Button className="mx-auto my-4" onPress={more}>
          {t('more')}
        </Button>
      )}
      {declining && (
        <DeclineDialog
          name={declining.requester.name}
          isBusy={isBusy}
          onClose={() => setDeclining(undefined)}
          onDecline={(note) => {
            setDeclining(undefined)
            decline(declining, note)
          }}
        />
      )}
    </>
  )
}
