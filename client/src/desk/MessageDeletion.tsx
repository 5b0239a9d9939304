import { useTranslations } from 'use-intl'
import { ChoiceSetting } from './ChoiceSetting.tsx'
import { useDuration } from './useDuration.ts'

/** For how long authors can delete their own messages. */
export const MessageDeletion = ({ minutes, onSaved }: { minutes: number; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const duration = useDuration()
  return (
    <ChoiceSetting
      label={t('messageDeletion')}
      hint={t('messageDeletionHint')}
      value={minutes}
      choices={[0, 5, 15, 60, 1_440, 10_080]}
      labelOf={(count) => (count === 0 ? t('notAtAll') : duration(count))}
      change={(value) => ({ messageDeletionMinutes: value })}
      onSaved={onSaved}
    />
  )
}
