import { CircleAlert, Clock, Mail } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import { usePeopleChanges } from './changes.ts'
import { InvitationLink, type Made } from './InvitationLink.tsx'
import {
  useCancelInvitationMutation,
  useInvitationsQuery,
  useResendInvitationMutation,
  type InvitationRowFragment,
} from './people.generated.ts'

/** Pending invitations: resend or withdraw them. */
export const InvitationList = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('people')
  const [{ data }, again] = useInvitationsQuery({ requestPolicy: 'cache-and-network' })
  const changes = usePeopleChanges((state) => state.changes)
  const [made, setMade] = useState<Made | null>(null)
  useEffect(() => {
    if (changes > 0) again({ requestPolicy: 'network-only' })
  }, [changes, again])
  const invitations = data?.invitations.edges.map(({ node }) => node)
  return (
    <Dialog title={t('invitations')} isOpen onClose={onClose} wide>
      {made && <InvitationLink made={made} onDone={() => setMade(null)} />}
      {!made && !invitations && <SkeletonRows rows={3} height={56} />}
      {!made && invitations?.length === 0 && <p className="text-muted">{t('noInvitations')}</p>}
      {!made && (
        <ul className="flex flex-col">
          {invitations?.map((invitation) => (
            <Line key={invitation.id} invitation={invitation} onMade={setMade} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

const Line = ({ invitation, onMade }: { invitation: InvitationRowFragment; onMade: (made: Made) => void }) => {
  const t = useTranslations('people')
  const roleName = useRoleName()
  const [{ fetching: resending }, resend] = useResendInvitationMutation()
  const [{ fetching: cancelling }, cancel] = useCancelInvitationMutation()
  const input = { invitationId: invitation.id }
  const send = async () => {
    const answer = (await resend({ input })).data?.resendInvitation
    if (answer?.invitation && answer.link)
      return onMade({ ...answer, invitation: answer.invitation, link: answer.link })
    toast(answer?.errors[0]?.message ?? t('failed'), { tone: 'problem' })
  }
  const withdraw = async () => {
    const answer = (await cancel({ input })).data?.cancelInvitation
    if (answer?.invitation) toast(t('cancelled', { name: invitation.name }))
    else toast(answer?.errors[0]?.message ?? t('failed'), { tone: 'problem' })
  }
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2 last:border-b-0">
      <div className="flex min-w-48 flex-1 flex-col">
        <span className="truncate font-medium">
          <bdi>{invitation.name}</bdi> <span className="font-normal text-muted">· {roleName(invitation.role)}</span>
        </span>
        <span className="truncate text-sm text-muted">{invitation.email}</span>
        <InvitationStatus invitation={invitation} />
      </div>
      <Button
        size="sm"
        isDisabled={resending}
        onPress={() => void send()}
        aria-label={`${t('resend')}: ${invitation.name}`}
      >
        {t('resend')}
      </Button>
      <Button
        size="sm"
        variant="danger"
        isDisabled={cancelling}
        onPress={() => void withdraw()}
        aria-label={`${t('cancelInvitation')}: ${invitation.name}`}
      >
        {t('cancelInvitation')}
      </Button>
    </li>
  )
}

const InvitationStatus = ({
  invitation: { expiresAt, mailedAt, mailProblem },
}: {
  invitation: InvitationRowFragment
}) => {
  const t = useTranslations('people')
  const now = useNow()
  const isOver = new Date(expiresAt) <= now
  return (
    <span className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
      <span className={isOver ? 'inline-flex items-center gap-1 text-warn' : 'inline-flex items-center gap-1'}>
        <Clock aria-hidden className="size-3" />
        {isOver ? t('expired') : t('until', { when: fullTime(expiresAt) })}
      </span>
      {mailedAt && (
        <span className="inline-flex items-center gap-1">
          <Mail aria-hidden className="size-3" />
          {t('mailSent')}
        </span>
      )}
      {mailProblem && (
        <span className="inline-flex min-w-0 items-center gap-1 text-danger">
          <CircleAlert aria-hidden className="size-3" />
          {t('mailFailed', { problem: mailProblem })}
        </span>
      )}
    </span>
  )
}
