import { CircleAlert, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { QuoteBlock } from './QuoteBlock.tsx'
import type { ComposerState } from './useComposer.ts'

/** The message that is quoted by what is being written. */
export const ComposerQuote = ({ composer: { quote, quoteProblem, removeQuote } }: { composer: ComposerState }) => {
  const t = useTranslations('messages')
  if (!quote) return null
  return (
    <div className="flex flex-col gap-1 px-2 pt-2">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <QuoteBlock author={quote.author} text={quote.text} />
        </div>
        <IconButton icon={X} label={t('removeQuote')} keys="Escape" onPress={removeQuote} />
      </div>
      {quoteProblem && (
        <p role="alert" className="flex items-start gap-1.5 text-sm text-warn">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {t('cannotQuote')}
        </p>
      )}
    </div>
  )
}
