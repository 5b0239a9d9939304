import { Angry, Frown, Laugh, Meh, Smile, type LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'

/** The scores and their icons, from bad to good. */
const SCORES = [1, 2, 3, 4, 5] as const
const ICONS: readonly LucideIcon[] = [Angry, Frown, Meh, Smile, Laugh]

/** The icon of a score. */
export const ScoreIcon = ({ score, className }: { score: number; className: string }) => {
  const Icon = ICONS[score - 1] ?? Meh
  return <Icon aria-hidden className={className} />
}

type Props = { score: number | null; onChoose: (score: number) => void; isDisabled?: boolean }

/** Five buttons from bad to good; a click chooses. */
export const RatingScale = ({ score, onChoose, isDisabled }: Props) => {
  const t = useTranslations('ratings')
  return (
    <div role="group" aria-label={t('question')} className="grid grid-cols-5 gap-1.5">
      {SCORES.map((one) => (
        <Button
          key={one}
          aria-pressed={one === score}
          isDisabled={isDisabled ?? false}
          onPress={() => onChoose(one)}
          className={classes(
            'flex min-h-13 min-w-0 cursor-pointer flex-col items-center justify-center gap-0.5 rounded-md border text-xs font-medium',
            'transition-opacity duration-[80ms] pressed:opacity-80 disabled:cursor-default disabled:opacity-50',
            one === score
              ? 'border-accent bg-selected text-accent-text'
              : 'border-control bg-surface text-text hover:bg-hover',
          )}
        >
          <ScoreIcon score={one} className="size-5" />
          {t('score', { score: String(one) })}
        </Button>
      ))}
    </div>
  )
}
