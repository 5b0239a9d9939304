import { Forward } from 'lucide-react'
import { memo, type ComponentType, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { TicketFiles } from '../attachments/TicketFiles.tsx'
import { requestId } from '../graphql/errors.ts'
import { isStaff } from '../lib/roles.ts'
import { fullTime } from '../lib/time.ts'
import { TicketExports } from '../exporting/TicketExports.tsx'
import { Confidential } from '../privacy/Confidential.tsx'
import { LegalHold } from '../retention/LegalHold.tsx'
import { OnlineMark } from '../presence/OnlineMark.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { TicketCase } from '../cases/TicketCase.tsx'
import { TicketRating } from '../ratings/TicketRating.tsx'
import { TicketSessions } from '../sessions/TicketSessions.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { RoleName } from '../viewer/RoleName.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { ClaimButton } from './ClaimButton.tsx'
import { CustomerCard } from './CustomerCard.tsx'
import { DeleteConversation } from './DeleteConversation.tsx'
import { openHandOver } from './handOver.ts'
import { ShopInTicket } from './ShopInTicket.tsx'
import { Notes } from './Notes.tsx'
import { TicketProperties } from './TicketProperties.tsx'
import { TicketTags } from './TicketTags.tsx'
import { useTicketSectionsQuery } from './sections.generated.ts'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { ViewAsButton } from './ViewAsButton.tsx'
import { isDone, useTicketActions } from './useTicketActions.ts'
import { useTicketDetail } from './useTicketDetail.ts'

type ParticipantsProps = {
  ticketId: string
  requesterId: string
  people: PersonFieldsFragment[]
  canManage: boolean
  children: (person: PersonFieldsFragment) => ReactNode
}

type OfTicket = ComponentType<{ ticket: TicketDetailFragment }>

/** Parts of the panel that come from folders above this one. */
type Slots = {
  Participants: ComponentType<ParticipantsProps>
  AssigneeSuggestions: OfTicket
  TagSuggestions: OfTicket
}

/** The properties of a ticket, and what the viewer can change about it. They do not change with the list. */
export const TicketDetails = memo(({ ticketId, ...slots }: { ticketId: string } & Slots) => {
  const t = useTranslations('tickets')
  const { ticket, query, again } = useTicketDetail(ticketId)
  const { data, error, fetching, stale } = query
  if (ticket) return <Details ticket={ticket} {...slots} />
  if (fetching || stale || (!data && !error)) return <SkeletonRows rows={4} />
  return (
    <ErrorPanel
      message={error ? t('detailsFailed') : t('notFound')}
      requestId={requestId(error)}
      onRetry={() => again({ requestPolicy: 'network-only' })}
    />
  )
})

type DetailsProps = { ticket: TicketDetailFragment } & Slots

const Details = memo(({ ticket, Participants, AssigneeSuggestions, TagSuggestions }: DetailsProps) => {
  const t = useTranslations('tickets')
  const sessions = useTranslations('sessions')
  const ratings = useTranslations('ratings')
  const cases = useTranslations('cases')
  const { viewer } = useViewer()
  const { close, reopen } = useTicketActions(ticket)
  const sections = useSections(ticket.id)
  return (
    <div className="flex flex-col gap-4 p-4">
      <TicketProperties ticket={ticket} />
      <TicketCase ticket={sections}>
        {(content) => (
          <Section title={cases('dispute')} detail="dispute">
            {content}
          </Section>
        )}
      </TicketCase>
      <Section title={t('requester')}>
        <Person person={ticket.requester} ticketId={ticket.id} />
        {isStaff(viewer.role) && <CustomerCard ticket={ticket} />}
        {isStaff(viewer.role) && <ViewAsButton ticketId={ticket.id} side="REQUESTER" name={ticket.requester.name} />}
      </Section>
      <AssigneeSuggestions ticket={ticket} />
      <Section title={t('tags')} detail="tags">
        <TicketTags ticket={ticket} />
        <TagSuggestions ticket={ticket} />
      </Section>
      <TicketRating ticket={sections}>
        {(content) => (
          <Section title={ratings('rating')} detail="rating">
            {content}
          </Section>
        )}
      </TicketRating>
      <Section title={sessions('sessions')} detail="sessions">
        <TicketSessions ticketId={ticket.id} sessions={sections?.sessions} />
      </Section>
      <Section title={t('files')} detail="files">
        <TicketFiles files={sections?.attachments} />
      </Section>
      {ticket.viewerCanManage && <Notes key={ticket.id} ticket={ticket} />}
      {sections && <ShopInTicket key={ticket.id} ticket={sections} />}
      <Participants
        ticketId={ticket.id}
        requesterId={ticket.requester.id}
        people={ticket.participants}
        canManage={ticket.viewerCanManage}
      >
        {(person) => <Person person={person} ticketId={ticket.id} />}
      </Participants>
      <dl className="facts gap-y-1 border-t border-line pt-4 text-sm">
        <Moment name={t('created')} at={ticket.createdAt} />
        <Moment name={t('updated')} at={ticket.updatedAt} />
        {ticket.resolvedAt && <Moment name={t('resolved')} at={ticket.resolvedAt} />}
      </dl>
      <div className="flex flex-col gap-2">
        <ClaimButton ticket={ticket} />
        {ticket.viewerCanManage && (
          <Button onPress={() => openHandOver(ticket.id)}>
            <Forward aria-hidden className="size-4" />
            {t('handOver')}
          </Button>
        )}
        {ticket.viewerCanClose && (
          <Button onPress={() => void (isDone(ticket.status) ? reopen() : close())}>
            {isDone(ticket.status) ? t('reopen') : t('close')}
          </Button>
        )}
        {isStaff(viewer.role) && <Confidential ticket={ticket} isAssignee={ticket.assignee?.id === viewer.id} />}
        {sections && isStaff(viewer.role) && (
          <LegalHold key={ticket.id} ticket={ticket} hold={sections.legalHold} canChange={ticket.viewerCanDelete} />
        )}
        {ticket.viewerCanDelete && <TicketExports number={ticket.number} />}
        {ticket.viewerCanDelete && <DeleteConversation ticket={ticket} />}
      </div>
    </div>
  )
})

/** What the sections show; undefined until it is loaded. Asked for each time: the links of files expire. */
const useSections = (ticketId: string) => {
  const { viewer } = useViewer()
  const [{ data }] = useTicketSectionsQuery({
    variables: { id: ticketId, isStaff: isStaff(viewer.role) },
    requestPolicy: 'cache-and-network',
  })
  return data?.ticket?.id === ticketId ? data.ticket : undefined
}

const Section = ({ title, detail, children }: { title: string; detail?: string; children: ReactNode }) => (
  <section data-detail={detail} className="flex flex-col gap-2 border-t border-line pt-4">
    <h3 className="text-xs font-medium text-subtle">{title}</h3>
    {children}
  </section>
)

const Person = ({
  person: { id, name, role, avatarUrl },
  ticketId,
}: {
  person: PersonFieldsFragment
  ticketId: string
}) => {
  const { viewer } = useViewer()
  return (
    <p className="flex items-center gap-2">
      <Avatar name={name} url={avatarUrl} />
      <span className="flex min-w-0 flex-col wrap-anywhere">
        <span dir="auto" className="text-match-parent leading-tight">
          {name}
        </span>
        <span className="flex flex-wrap gap-x-2 text-xs text-muted">
          <RoleName role={role} />
          {id !== viewer.id && <OnlineMark ticketId={ticketId} userId={id} />}
        </span>
      </span>
    </p>
  )
}

const Moment = ({ name, at }: { name: string; at: string }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd>
      <time dateTime={at}>{fullTime(at)}</time>
    </dd>
  </>
)
