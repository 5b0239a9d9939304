import { CalendarPlus, ExternalLink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { openSessionDialog } from './sessionDialog.ts'
import { useRespondToSessionMutation, type SessionFieldsFragment } from './sessions.generated.ts'
import type { stateOf } from './when.ts'

type Props = { session: SessionFieldsFragment; ticketId: string; state: ReturnType<typeof stateOf> }

const LINK =
  'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm font-medium whitespace-nowrap pointer-coarse:min-h-11 forced-colors:border'

/** What the viewer can do about a session: join it, answer, or change it. */
export const SessionActions = ({ session, ticketId, state }: Props) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  const isOpen = state === 'scheduled' || state === 'now'
  const staff = isStaff(viewer.role)
  if (state === 'cancelled' || (!isOpen && !staff)) return null
  return (
    <div className="flex flex-wrap items-center gap-2 pt-1">
      {isOpen && session.hasMeetingLink && (
        <a
          href={session.joinUrl}
          target="_blank"
          rel="noreferrer"
          aria-label={t('joinLabel')}
          className={`${LINK} bg-accent text-on-accent hover:bg-accent-hover`}
        >
          <ExternalLink aria-hidden className="size-3.5" />
          {t('join')}
        </a>
      )}
      {isOpen && !staff && <Answers session={session} />}
      {isOpen && staff && <Changes session={session} ticketId={ticketId} />}
      {isOpen && (
        <a href={session.icsUrl} download className={`${LINK} text-muted hover:bg-hover hover:text-text`}>
          <CalendarPlus aria-hidden className="size-3.5" />
          {t('addToCalendar')}
        </a>
      )}
      {staff && state !== 'scheduled' && (
        <Button size="sm" onPress={() => openSessionDialog({ kind: 'outcome', session })}>
          {session.outcome ? t('changeOutcome') : t('recordOutcome')}
        </Button>
      )}
    </div>
  )
}

const Answers = ({ session }: { session: SessionFieldsFragment }) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  const [{ fetching }, send] = useRespondToSessionMutation()
  const current = session.responses.find(({ user }) => user.id === viewer.id)?.response
  const respond = async (response: 'ACCEPTED' | 'DECLINED') => {
    const { data } = await send({ input: { sessionId: session.id, response } })
    toastRefusal(data?.respondToSession, t('changeFailed'))
  }
  return (
    <>
      {current !== 'ACCEPTED' && (
        <Button size="sm" isDisabled={fetching} onPress={() => void respond('ACCEPTED')}>
          {t('accept')}
        </Button>
      )}
      {current !== 'DECLINED' && (
        <Button size="sm" isDisabled={fetching} onPress={() => void respond('DECLINED')}>
          {t('decline')}
        </Button>
      )}
      <Button size="sm" variant="quiet" onPress={() => openSessionDialog({ kind: 'propose', session })}>
        {t('propose')}
      </Button>
    </>
  )
}

const Changes = ({ session, ticketId }: { session: SessionFieldsFragment; ticketId: string }) => {
  const t = useTranslations('sessions')
  const proposal = session.responses.find(({ response }) => response === 'PROPOSED')?.proposedStartsAt
  return (
    <>
      {proposal && (
        <Button size="sm" onPress={() => openSessionDialog({ kind: 'move', ticketId, session, startsAt: proposal })}>
          {t('useProposal')}
        </Button>
      )}
      <Button size="sm" onPress={() => openSessionDialog({ kind: 'move', ticketId, session })}>
        {t('move')}
      </Button>
      <Button size="sm" variant="quiet" onPress={() => openSessionDialog({ kind: 'cancel', session })}>
        {t('cancel')}
      </Button>
    </>
  )
}
