import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { isolated } from '../lib/person.ts'
import { clockTime, fullTime } from '../lib/time.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { HistoryLine } from './HistoryLine.tsx'
import type { Entry } from './threadLog.ts'
import { useThread } from './ThreadContext.ts'

/** Several lines of one person and moment as one, which shows them. */
export const FoldedLines = ({ entries }: { entries: readonly Entry[] }) => {
  const t = useTranslations('messages')
  const { viewerId, keepPosition } = useThread()
  const { desk } = useViewer()
  const [isOpen, setOpen] = useState(false)
  const { actor, at } = entries[0]!
  const count = entries.length
  const text =
    actor?.id === viewerId
      ? t('foldedYours', { count })
      : t('folded', { name: isolated(actor?.name ?? desk.name), count })
  return (
    <>
      <p className="px-2 py-0.5 text-center text-xs text-muted">
        <Button
          aria-expanded={isOpen}
          onPress={() => {
            keepPosition()
            setOpen(!isOpen)
          }}
          className="inline-flex cursor-pointer items-center gap-1 rounded-sm px-1 hover:bg-hover hover:text-text pointer-coarse:min-h-11"
        >
          <ChevronRight aria-hidden className={classes('size-3 rtl:rotate-180', isOpen && 'rotate-90 rtl:rotate-90')} />
          {text}
        </Button>{' '}
        <time dateTime={at} title={fullTime(at)} className="whitespace-nowrap text-subtle">
          {clockTime(at)}
        </time>
      </p>
      {isOpen && entries.map((entry) => <HistoryLine key={entry.id} entry={entry} />)}
    </>
  )
}
