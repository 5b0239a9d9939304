import { useTranslations } from 'use-intl'
import { ChoiceSetting } from './ChoiceSetting.tsx'
import { useDuration } from './useDuration.ts'

/** After how long claims of an absent agent are released. */
export const ClaimRelease = ({ minutes, onSaved }: { minutes: number | null; onSaved: () => void }) => {
  const t = useTranslations('desk')
  return (
    <ChoiceSetting
      label={t('claimKept')}
      hint={t('claimKeptHint')}
      value={minutes}
      choices={[5, 15, 30, 60, 240, 1_440, 10_080]}
      labelOf={useDuration()}
      none={t('forEver')}
      change={(value) => ({ claimKeptMinutes: value })}
      onSaved={onSaved}
    />
  )
}
