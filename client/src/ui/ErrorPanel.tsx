import { CloudOff, Copy, RotateCw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useBackOnline, useOnline } from '../lib/useOnline.ts'
import { Button } from './Button.tsx'

type Props = {
  /** What failed; a general sentence by default. */ message?: string
  requestId?: string
  onRetry?: () => void
}

/**
 * A failed panel: the error, a retry button, and a request id to copy. It retries by itself when the network is back.
 */
export const ErrorPanel = ({ message, requestId, onRetry }: Props) => {
  const t = useTranslations('ui')
  const [copied, setCopied] = useState(false)
  const isOnline = useOnline()
  useBackOnline(onRetry)
  const copy = () => void navigator.clipboard?.writeText(requestId ?? '').then(() => setCopied(true))
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
      {isOnline ? (
        <TriangleAlert aria-hidden className="size-6 text-danger" />
      ) : (
        <CloudOff aria-hidden className="size-6 text-muted" />
      )}
      <p className="max-w-80 text-text">{isOnline ? (message ?? t('somethingWrong')) : t('offline')}</p>
      {onRetry && (
        <Button onPress={onRetry}>
          <RotateCw aria-hidden className="size-4" />
          {t('retry')}
        </Button>
      )}
      {requestId && (
        <Button variant="quiet" size="sm" onPress={copy}>
          <Copy aria-hidden className="size-3" />
          {!copied && <span className="sr-only">{t('copy')} </span>}
          {copied ? t('copied') : t('requestId', { id: requestId.slice(0, 13) })}
        </Button>
      )}
    </div>
  )
}
