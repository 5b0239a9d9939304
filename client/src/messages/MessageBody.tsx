import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MessageText } from './MessageText.tsx'
import { useThread } from './ThreadContext.ts'

/** Longer than this, or with more lines, a message is folded. */
const LONGEST = 2_400
const MOST_LINES = 40
const SHOWN = 1_200
const SHOWN_LINES = 20

/** A message's text; a huge one is folded until asked for. */
export const MessageBody = ({ text }: { text: string }) => {
  const t = useTranslations('messages')
  const { hold } = useThread()
  const [isOpen, setOpen] = useState(false)
  const start = startOf(text)
  if (start === text) return <MessageText text={text} />
  return (
    <div className="flex flex-col items-start gap-2">
      <MessageText text={isOpen ? text : `${start}…`} />
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => {
          hold()
          setOpen(!isOpen)
        }}
        className="cursor-pointer rounded-sm text-sm font-medium text-accent-text underline underline-offset-2 pointer-coarse:min-h-11"
      >
        {isOpen ? t('showLess') : t('showAll')}
      </button>
    </div>
  )
}

/** The part that is shown of a huge text; a text that is not huge whole. */
export const startOf = (text: string): string => {
  const lines = text.split('\n')
  if (text.length <= LONGEST && lines.length <= MOST_LINES) return text
  const start = lines.slice(0, SHOWN_LINES).join('\n').slice(0, SHOWN)
  // Not in the middle of a character.
  return /[\uD800-\uDBFF]$/.test(start) ? start.slice(0, -1) : start
}
