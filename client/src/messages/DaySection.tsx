import { useTranslations } from 'use-intl'
import { dayName } from '../lib/days.ts'
import { useIsPhone } from '../lib/useMedia.ts'
import { useNow } from '../lib/useNow.ts'
import type { Day } from './rows.ts'
import type { ThreadSource } from './sources.ts'
import { ThreadRow } from './ThreadRow.tsx'

type Props = {
  day: Day<ThreadSource>
  /** The message from the address. */
  highlight: string | undefined
  newestOwn: number | undefined
  newestRead: number | undefined
  /** The row whose actions are the tab stop; the arrow keys move on from there. */
  tabStop: string | undefined
}

/** One day of a conversation, with a sticky date. */
export const DaySection = ({ day, highlight, newestOwn, newestRead, tabStop }: Props) => (
  <section className="flex flex-col">
    <DayBreak day={day.key} at={day.at} />
    {day.rows.map((row) => (
      <ThreadRow
        key={row.key}
        source={row.source}
        first={row.first}
        last={row.last}
        startsUnread={row.startsUnread}
        isHighlighted={row.key === highlight}
        isTabStop={row.key === tabStop}
        mark={
          row.source.seq === null
            ? undefined
            : row.source.seq === newestRead
              ? 'read'
              : row.source.seq === newestOwn
                ? 'sent'
                : undefined
        }
      />
    ))}
  </section>
)

const HOUR_MS = 3_600_000

const DayBreak = ({ day, at }: { day: string; at: string }) => {
  const t = useTranslations('messages')
  const now = useNow(HOUR_MS)
  // Below the subject of the ticket: a screen reader goes from day to day.
  const Heading = useIsPhone() ? 'h2' : 'h3'
  const name = dayName(new Date(at), now, 'short')
  return (
    // The strip hides the text behind it, which would show on both sides of the label.
    <Heading className="sticky top-0 z-10 -mx-3 my-1.5 flex justify-center bg-surface py-1.5 tablet:-mx-5">
      <time
        dateTime={day}
        className="rounded-full border border-line bg-surface px-3 py-0.5 text-xs font-medium text-muted"
      >
        {typeof name === 'string' ? name : t(name.word)}
      </time>
    </Heading>
  )
}
