import { Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'

type Props = {
  author: string | null
  /** Null if the message was deleted. */
  text: string | null
  /** Shows the quoted message. */
  onOpen?: (() => void) | undefined
}

const BLOCK =
  'flex min-w-0 max-w-full flex-col rounded-md border-s-3 border-current/45 bg-current/6 px-2.5 py-1 text-start text-sm'

/** A quoted message: who wrote it and how it begins. */
export const QuoteBlock = ({ author, text, onOpen }: Props) => {
  const t = useTranslations('messages')
  const name = author ?? t('desk')
  const content = (
    <>
      <span dir="auto" className="max-w-full truncate text-xs font-semibold">
        {name}
      </span>
      {text === null ? (
        <span className="flex items-center gap-1.5 italic">
          <Trash2 aria-hidden className="size-3 shrink-0" />
          {t('deleted')}
        </span>
      ) : (
        <span dir="auto" className="line-clamp-2 max-w-full whitespace-pre-line opacity-85 wrap-anywhere">
          {text}
        </span>
      )}
    </>
  )
  if (!onOpen) return <div className={BLOCK}>{content}</div>
  return (
    <button
      type="button"
      aria-label={t('quoteFrom', { name, text: text ?? t('deleted') })}
      onClick={onOpen}
      className={classes(BLOCK, 'mb-1.5 w-full cursor-pointer hover:bg-current/10 pointer-coarse:min-h-11')}
    >
      {content}
    </button>
  )
}
