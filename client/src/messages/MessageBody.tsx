import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MessageText } from './MessageText.tsx'
import { useThread } from './ThreadContext.ts'

/** Longer messages, or those with more lines, are collapsed. */
const LONGEST = 2_400
const MOST_LINES = 40
const SHOWN = 1_200
const SHOWN_LINES = 20

/** A message's text; a very long one is collapsed. */
export const MessageBody = ({ text }: { text: string }) => {
  const t = useTranslations('messages')
  const { keepPosition } = useThread()
  const [isOpen, setOpen] = useState(false)
  const limit = foldAt(text)
  if (limit === null) return <MessageText text={text} />
  return (
    <div className="flex flex-col items-start gap-2">
      <MessageText text={text} limit={isOpen ? undefined : limit} />
      {!isOpen && <span aria-hidden>…</span>}
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => {
          keepPosition()
          setOpen(!isOpen)
        }}
        className="cursor-pointer rounded-sm text-sm font-medium text-accent-text underline underline-offset-2 pointer-coarse:min-h-11"
      >
        {isOpen ? t('showLess') : t('showAll')}
      </button>
    </div>
  )
}

/** How many characters of a very long text are shown at first; null for others. */
export const foldAt = (text: string): number | null => {
  const lines = text.split('\n')
  if (text.length <= LONGEST && lines.length <= MOST_LINES) return null
  return Math.min(SHOWN, lines.slice(0, SHOWN_LINES).join('\n').length)
}
