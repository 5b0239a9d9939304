import { classes } from '../lib/classes.ts'
import { isStaff } from '../lib/roles.ts'
import { rowTime } from '../lib/time.ts'
import { StatusLabel } from '../tickets/labels.tsx'
import { WhoseText } from '../tickets/WhoseText.tsx'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import { Excerpt } from './Excerpt.tsx'
import { optionAttributes, optionLook, type OptionProps } from './option.ts'
import type { FoundTicketFragment } from './search.generated.ts'

type Props = {
  headingId: string
  ticket: FoundTicketFragment
  /** The subject with its matches marked and what else of the ticket matched, if the ticket itself is a hit. */
  title: { subject: string; rest: string } | undefined
  now: Date
  /** Set with `title`: the heading is an option itself. */
  option: OptionProps | undefined
  onOpen: () => void
}

/** The ticket above its hits: subject, status, number, and whose it is. */
export const TicketHeading = ({ headingId, ticket, title, now, option, onOpen }: Props) => (
  <div
    {...(option ? optionAttributes(option) : { role: 'presentation', onClick: onOpen })}
    className={classes(
      'flex flex-col gap-0.5 px-3 pt-2.5 pb-1.5',
      option ? optionLook(option) : 'cursor-pointer hover:bg-hover',
    )}
  >
    <div id={headingId} className="flex items-baseline gap-2">
      <span dir="auto" className="min-w-0 flex-1 truncate text-left font-medium [[dir=rtl]_&]:text-right">
        {title ? <Excerpt text={title.subject} /> : ticket.subject}
      </span>
      <time dateTime={ticket.updatedAt} className="shrink-0 text-xs text-muted">
        {rowTime(ticket.updatedAt, now)}
      </time>
    </div>
    <TicketFacts ticket={ticket} />
    {title?.rest && (
      <p dir="auto" className="truncate text-left text-sm text-muted [[dir=rtl]_&]:text-right">
        <Excerpt text={title.rest} />
      </p>
    )}
  </div>
)

const TicketFacts = ({ ticket }: { ticket: FoundTicketFragment }) => {
  const { viewer } = useViewer()
  const roleName = useRoleName()
  const { requester, seller, status, number } = ticket
  const whose = isStaff(viewer.role)
    ? { name: requester.name, text: ` · ${roleName(requester.role)}` }
    : viewer.role === 'SELLER'
      ? { name: seller?.shopName ?? requester.name }
      : {}
  return (
    <div className="flex h-5 items-center gap-2 text-xs text-muted">
      <StatusLabel status={status} />
      <span className="shrink-0">{number}</span>
      <WhoseText {...whose} />
    </div>
  )
}
