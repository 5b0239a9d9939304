import {
  Bug,
  ChevronDown,
  ChevronsUp,
  CircleCheck,
  CircleDot,
  CircleDotDashed,
  CircleHelp,
  CircleSlash,
  Equal,
  Lightbulb,
  type LucideIcon,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import type { TicketPriority, TicketStatus, TicketType } from './tickets.generated.ts'

type Appearance = { icon: LucideIcon; tone: string }

const STATUS: Record<TicketStatus, Appearance> = {
  OPEN: { icon: CircleDot, tone: 'text-info' },
  IN_PROGRESS: { icon: CircleDotDashed, tone: 'text-accent-text' },
  RESOLVED: { icon: CircleCheck, tone: 'text-success' },
  CLOSED: { icon: CircleSlash, tone: 'text-subtle' },
}

const PRIORITY: Record<TicketPriority, Appearance> = {
  HIGH: { icon: ChevronsUp, tone: 'text-danger' },
  MEDIUM: { icon: Equal, tone: 'text-subtle' },
  LOW: { icon: ChevronDown, tone: 'text-subtle' },
}

const TYPE: Record<TicketType, Appearance> = {
  PROBLEM: { icon: Bug, tone: 'text-subtle' },
  QUESTION: { icon: CircleHelp, tone: 'text-subtle' },
  FEATURE_REQUEST: { icon: Lightbulb, tone: 'text-subtle' },
}

const Icon = ({ appearance: { icon: Glyph, tone }, small }: { appearance: Appearance; small?: boolean }) => (
  <Glyph aria-hidden className={classes('shrink-0', small ? 'size-3.5' : 'size-4', tone)} />
)

/** The icon of a status, shown next to its name. */
export const StatusIcon = ({ status }: { status: TicketStatus }) => <Icon appearance={STATUS[status]} />
export const PriorityIcon = ({ priority }: { priority: TicketPriority }) => <Icon appearance={PRIORITY[priority]} />
export const TypeIcon = ({ type }: { type: TicketType }) => <Icon appearance={TYPE[type]} />

/** Icon and name, for rows. */
export const StatusLabel = ({ status }: { status: TicketStatus }) => {
  const t = useTranslations('tickets')
  return (
    <span className={classes('inline-flex min-w-0 shrink-0 items-center gap-1', STATUS[status].tone)}>
      <Icon appearance={STATUS[status]} small />
      <span className="truncate">{t(`status.${status}`)}</span>
    </span>
  )
}

/** Icon and name, for rows. In narrow ones the icon, whose shape tells priorities apart, leaves room for the requester. */
export const PriorityLabel = ({ priority }: { priority: TicketPriority }) => {
  const t = useTranslations('tickets')
  const name = t(`priority.${priority}`)
  return (
    <span title={name} className={classes('inline-flex shrink-0 items-center gap-0.5', PRIORITY[priority].tone)}>
      <Icon appearance={PRIORITY[priority]} small />
      <span className="@max-[20rem]/facts:sr-only">{name}</span>
    </span>
  )
}
