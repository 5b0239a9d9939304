import { Check } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { STEPS, type SetupStep } from './steps.ts'

/** The steps; each can be opened. Those before the current one have a check mark, whether they were skipped or not. */
export const Progress = ({ step, onStep }: { step: SetupStep; onStep: (step: SetupStep) => void }) => {
  const t = useTranslations('setup')
  const at = STEPS.indexOf(step)
  return (
    <nav aria-label={t('progress', { step: at + 1, count: STEPS.length })}>
      <ol className="grid grid-cols-4 gap-2">
        {STEPS.map((one, index) => (
          <li key={one}>
            <Button
              aria-current={one === step ? 'step' : undefined}
              onPress={() => onStep(one)}
              className={classes(
                'flex w-full cursor-pointer items-center gap-1.5 border-t-4 py-2 text-start text-sm pointer-coarse:min-h-11',
                index <= at ? 'border-accent' : 'border-line',
                one === step ? 'font-semibold text-text' : 'text-muted hover:text-text',
              )}
            >
              {index < at && <Check aria-hidden className="size-4 shrink-0 text-accent-text" />}
              <span className="truncate">{t(`steps.${one}`)}</span>
            </Button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
