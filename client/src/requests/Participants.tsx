import { LogOut, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { AddPerson } from './AddPerson.tsx'
import { useLeaveTicketMutation, useRemoveParticipantMutation } from './requests.generated.ts'

type Props = {
  ticketId: string
  requesterId: string
  people: PersonFieldsFragment[]
  canManage: boolean
  /** Renders a participant. */
  children: (person: PersonFieldsFragment) => ReactNode
}

/** The participants besides the requester. Staff add and remove them; participants can leave. */
export const Participants = ({ ticketId, requesterId, people, canManage, children }: Props) => {
  const t = useTranslations('requests')
  const { viewer } = useViewer()
  const [removing, setRemoving] = useState<PersonFieldsFragment>()
  const others = people.filter(({ id }) => id !== requesterId)
  const hasJoined = others.some(({ id }) => id === viewer.id)
  if (others.length === 0 && !canManage) return null
  return (
    <section data-detail="participants" className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="text-xs font-medium text-subtle">{t('participants')}</h3>
      {others.length === 0 && <p className="text-sm text-muted">{t('onlyRequester')}</p>}
      {others.length > 0 && (
        <ul className="flex flex-col gap-1">
          {others.map((person) => (
            <li key={person.id} className="flex items-center gap-2">
              <div className="min-w-0 flex-1">{children(person)}</div>
              {canManage && (
                <IconButton icon={X} label={t('remove', { name: person.name })} onPress={() => setRemoving(person)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {canManage && <AddPerson ticketId={ticketId} present={people} />}
      {hasJoined && <Leave ticketId={ticketId} />}
      {removing && <Remove ticketId={ticketId} person={removing} onClose={() => setRemoving(undefined)} />}
    </section>
  )
}

const Remove = ({
  ticketId,
  person: { id, name },
  onClose,
}: {
  ticketId: string
  person: PersonFieldsFragment
  onClose: () => void
}) => {
  const t = useTranslations('requests')
  const [problem, setProblem] = useState<string>()
  const [{ fetching }, remove] = useRemoveParticipantMutation()
  const confirm = async () => {
    const { data } = await remove({ input: { ticketId, userId: id } })
    const refused = refusalOf(data?.removeParticipant, t('changeFailed'))
    if (refused) setProblem(refused)
    else onClose()
  }
  return (
    <ConfirmDialog
      title={t('removeTitle', { name })}
      action={t('removeIt')}
      isBusy={fetching}
      problem={problem}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t('removeWarning', { name })}</p>
    </ConfirmDialog>
  )
}

const Leave = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('requests')
  const [isAsking, setAsking] = useState(false)
  const [{ fetching }, leave] = useLeaveTicketMutation()
  const confirm = async () => {
    const { data } = await leave({ input: { ticketId } })
    setAsking(false)
    toastRefusal(data?.leaveTicket, t('changeFailed'))
  }
  return (
    <>
      <Button size="sm" className="self-start" onPress={() => setAsking(true)}>
        <LogOut aria-hidden className="size-4" />
        {t('leave')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('leaveTitle')}
          action={t('leave')}
          isBusy={fetching}
          onConfirm={() => void confirm()}
          onClose={() => setAsking(false)}
        >
          <p>{t('leaveWarning')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
