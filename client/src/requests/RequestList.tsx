import { Inbox } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
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
import { useDecide } from './useDecide.ts'
import { usePendingCount } from './usePendingCount.ts'
import { useRequestPages } from './useRequestPages.ts'

const SECOND = 1_000

/** Pending requests, oldest first, or closed ones, newest first; with keyboard shortcuts. */
export const RequestList = ({
  decided,
  onOpenTicket,
}: {
  decided: boolean
  onOpenTicket: (number: string) => void
}) => {
  const t = useTranslations('requests')
  const now = useNow(SECOND)
  // Keeps the lists live wherever the rail is not on screen.
  usePendingCount()
  const { requests: loaded, error, hasMore, more, retry } = useRequestPages(decided)
  const requests = loaded ?? []
  const [chosen, setChosen] = useState<string>()
  const at = Math.max(
    0,
    requests.findIndex(({ id }) => id === chosen),
  )
  const current = requests[at]
  const cards = useRef(new Map<string, HTMLLIElement>())
  const [declining, setDeclining] = useState<ChatRequestRowFragment>()
  const { decide, isBusy } = useDecide()

  const focus = (index: number) => {
    const next = requests[Math.min(Math.max(0, index), requests.length - 1)]
    if (!next) return
    setChosen(next.id)
    cards.current.get(next.id)?.focus()
  }
  // After a decision the next request becomes current.
  const goOn = () => setChosen((requests[at + 1] ?? requests[at - 1])?.id)
  const accept = async (request: ChatRequestRowFragment, fromStart: boolean) => {
    if (!request.viewerCanDecide || isBusy) return
    goOn()
    const accepted = await decide(request, { accept: true, fromStart })
    if (accepted?.isLiveChat && accepted.ticket) onOpenTicket(accepted.ticket.number)
  }
  const currentId = current?.id
  useEffect(() => {
    // Only where the focus was lost with the card that went.
    if (currentId && document.activeElement === document.body) cards.current.get(currentId)?.focus()
  }, [currentId])
  useShortcuts({
    j: () => focus(chosen ? at + 1 : 0),
    k: () => focus(at - 1),
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
  if (requests.length === 0) return <EmptyState icon={Inbox}>{t(decided ? 'noneDecided' : 'nobodyWaits')}</EmptyState>
  return (
    <>
      <ul aria-label={t(decided ? 'decided' : 'waiting')} className="mx-auto w-full max-w-3xl">
        {requests.map((request) => (
          <RequestCard
            key={request.id}
            ref={(card) => {
              if (card) cards.current.set(request.id, card)
              else cards.current.delete(request.id)
            }}
            request={request}
            now={now}
            isCurrent={request === current}
            isBusy={isBusy}
            onFocus={() => setChosen(request.id)}
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
            goOn()
            setDeclining(undefined)
            void decide(declining, { accept: false, note })
          }}
        />
      )}
    </>
  )
}
