import { Tag, UserCheck, CircleDot, ChevronsUp, Info, type LucideIcon } from 'lucide-react'
import { inWords } from '../history/words.ts'
import { clockTime, fullTime } from '../lib/time.ts'
import type { Entry } from './threadLog.ts'
import { useThread } from './ThreadContext.ts'

const ICONS: Partial<Record<Entry['__typename'], LucideIcon>> = {
  StatusEntry: CircleDot,
  PriorityEntry: ChevronsUp,
  TagsEntry: Tag,
  AssignmentEntry: UserCheck,
}

/** Something that happened to the ticket, in one quiet line. */
export const FactLine = ({ entry }: { entry: Entry }) => {
  const { viewerId } = useThread()
  const Icon = ICONS[entry.__typename] ?? Info
  return (
    <p className="flex items-start justify-center gap-1.5 px-2 py-1 text-center text-xs text-muted">
      <Icon aria-hidden className="mt-0.5 size-3 shrink-0" />
      <span className="wrap-anywhere">
        {inWords(entry, viewerId)}{' '}
        <time dateTime={entry.at} title={fullTime(entry.at)} className="whitespace-nowrap text-subtle">
          {clockTime(entry.at)}
        </time>
      </span>
    </p>
  )
}
