import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'

/** "3 new ↓": the number of new messages below, and a jump to them. */
export const JumpPill = ({ unseen, onJump }: { unseen: number; onJump: () => void }) => {
  const t = useTranslations('messages')
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 z-10 flex justify-center">
      <Button
        variant={unseen > 0 ? 'primary' : 'secondary'}
        size="sm"
        onPress={onJump}
        aria-label={unseen > 0 ? undefined : t('latest')}
        className="pointer-events-auto rounded-full! shadow-raised"
      >
        {unseen > 0 && t('pill', { count: unseen })}
        <ArrowDown aria-hidden className="size-4" />
      </Button>
    </div>
  )
}
