import { X } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { SCRIM } from '../ui/scrim.ts'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { daysOf } from './days.ts'
import { Moment } from './Moment.tsx'
import { useTimeline } from './useTimeline.ts'

type Props = { person: { id: string; name: string }; onClose: () => void }

/** A drawer with everything that happened with a person in all their tickets, newest first. Following a link closes it. */
export const EverythingDrawer = ({ person, onClose }: Props) => {
  const t = useTranslations('customers')
  const close = useTranslations('ui')('close')
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={`${SCRIM} flex items-end justify-end tablet:items-stretch`}
    >
      <Modal className="flex h-[92dvh] w-full flex-col rounded-t-lg border-s border-line bg-surface shadow-raised tablet:h-dvh tablet:max-w-[30rem] tablet:rounded-none">
        <Dialog className="flex min-h-0 flex-1 flex-col outline-none">
          <div className="flex shrink-0 items-start gap-2 border-b border-line py-2 pe-2 ps-4">
            <div className="flex min-w-0 flex-1 flex-col">
              <Heading slot="title" className="truncate text-lg font-semibold" dir="auto">
                {t('everything', { name: person.name })}
              </Heading>
              <p className="text-sm text-balance text-muted">{t('everythingHint')}</p>
            </div>
            <IconButton icon={X} label={close} onPress={onClose} />
          </div>
          <TimelineOf person={person} onFollow={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const TimelineOf = ({ person, onFollow }: { person: Props['person']; onFollow: () => void }) => {
  const t = useTranslations('customers')
  const now = useNow()
  const { pager, list } = useTimeline(person.id)
  if (list.error && !list.rows)
    return <ErrorPanel message={t('timelineFailed')} requestId={requestId(list.error)} onRetry={pager.retry} />
  if (!list.rows) return <SkeletonRows rows={8} />
  if (list.rows.length === 0)
    return <p className="p-6 text-center text-muted">{t('nothingYet', { name: person.name })}</p>
  return (
    // A tab stop, so that it can be scrolled by keyboard.
    <div
      role="group"
      aria-label={t('everything', { name: person.name })}
      tabIndex={0}
      className="inset-ring-focus min-h-0 flex-1 overflow-auto pb-[env(safe-area-inset-bottom)]"
    >
      {daysOf(list.rows, now).map(({ key, label, moments }) => (
        <section key={key} aria-label={typeof label === 'string' ? label : t(label.word)}>
          <h3 className="sticky top-0 z-10 border-b border-line bg-canvas px-4 py-1 text-xs font-medium text-muted">
            {typeof label === 'string' ? label : t(label.word)}
          </h3>
          <ol className="flex flex-col">
            {moments.map((moment) => (
              <Moment key={moment.entry.id} moment={moment} onFollow={onFollow} />
            ))}
          </ol>
        </section>
      ))}
      <div className="flex justify-center p-4">
        {list.hasMore ? (
          <Button onPress={pager.more} isDisabled={list.isLoading}>
            {t(list.isLoading ? 'loadingEarlier' : 'earlier')}
          </Button>
        ) : (
          <p className="text-sm text-muted">{t('beginning')}</p>
        )}
      </div>
    </div>
  )
}
