import { useTranslations } from 'use-intl'
import { ChoiceSetting } from './ChoiceSetting.tsx'
import { useDuration } from './useDuration.ts'

/** How long after a resolution customers are asked for a rating. */
export const RatingDelay = ({ hours, onSaved }: { hours: number | null; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const duration = useDuration()
  return (
    <ChoiceSetting
      label={t('ratingDelay')}
      hint={t('ratingDelayHint')}
      value={hours}
      choices={[0, 1, 4, 24, 48, 72, 168]}
      labelOf={(count) => (count === 0 ? t('atOnce') : duration(count * 60))}
      none={t('forEver')}
      change={(value) => ({ ratingDelayHours: value })}
      onSaved={onSaved}
    />
  )
}
