import { CalendarClock, Mail, MessageSquare, SquarePen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { workDialog } from '../availability/workDialog.ts'
import { Button } from '../ui/Button.tsx'
import { DeskMark } from '../ui/DeskMark.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { Checklist, useIsDismissed } from './Checklist.tsx'

/** What somebody without any ticket does first: in place of the conversation, or of the list on a phone. */
export const Welcome = ({ onNewTicket }: { onNewTicket: () => void }) => {
  const { viewer } = useViewer()
  const [isDismissed, dismiss] = useIsDismissed()
  const isListed = viewer.role === 'ADMIN' && !isDismissed
  return (
    <div className="flex h-full flex-col items-center justify-center-safe gap-3 overflow-auto p-6">
      {isListed ? <Checklist onDismiss={() => dismiss(true)} /> : <Sentence onNewTicket={onNewTicket} />}
    </div>
  )
}

const WHAT = { BUYER: 'buyerWhat', SELLER: 'sellerWhat', AGENT: 'agentWhat', ADMIN: 'agentWhat' } as const

const Sentence = ({ onNewTicket }: { onNewTicket: () => void }) => {
  const t = useTranslations('setup')
  const { viewer, desk } = useViewer()
  const isRequester = viewer.role === 'BUYER' || viewer.role === 'SELLER'
  return (
    <>
      <DeskMark />
      <h2 className="text-center text-xl font-semibold text-balance">{t('welcome', { desk: desk.name })}</h2>
      <p className="max-w-96 text-center text-balance text-muted">{t(WHAT[viewer.role])}</p>
      {!isRequester && <Ways />}
      {isRequester ? (
        <Button variant="primary" onPress={onNewTicket}>
          <SquarePen aria-hidden className="size-4" />
          {t('firstTicket')}
        </Button>
      ) : (
        <Button onPress={workDialog.open}>
          <CalendarClock aria-hidden className="size-4" />
          {t('setAvailability')}
        </Button>
      )}
    </>
  )
}

const WAYS = { site: MessageSquare, mail: Mail, behalf: SquarePen } as const

/** How a ticket arrives. */
const Ways = () => {
  const t = useTranslations('setup')
  return (
    <section aria-labelledby="ways" className="my-2 flex max-w-96 flex-col gap-2">
      <h3 id="ways" className="text-sm font-semibold">
        {t('ways')}
      </h3>
      <ul className="flex flex-col gap-2 text-sm">
        {(Object.keys(WAYS) as (keyof typeof WAYS)[]).map((way) => {
          const Icon = WAYS[way]
          return (
            <li key={way} className="flex gap-2">
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
              {t(`way.${way}`)}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
