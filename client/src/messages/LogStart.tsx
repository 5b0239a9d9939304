import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Button } from '../ui/Button.tsx'
import type { LogState } from './threadLog.ts'

/** Above the oldest entry: loading more, failed, or the beginning. Always the same height, so that nothing moves. */
export const LogStart = ({ state, onRetry }: { state: LogState; onRetry: () => void }) => {
  const t = useTranslations('messages')
  const { hasOlder, olderError, entries } = state
  const isMissing = state.status === 'failed'
  return (
    <div className="mt-auto flex h-12 shrink-0 items-center justify-center gap-2 text-xs text-muted">
      {olderError || isMissing ? (
        <>
          <span title={requestId(olderError)}>{t(isMissing ? 'logMissing' : 'olderFailed')}</span>
          <Button size="sm" onPress={onRetry}>
            {t('retry')}
          </Button>
        </>
      ) : hasOlder ? (
        <>
          <LoaderCircle aria-hidden className="size-4" />
          {t('loadingOlder')}
        </>
      ) : (
        entries.length > 0 && t('start')
      )}
    </div>
  )
}
