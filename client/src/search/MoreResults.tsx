import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Connection, PagedList } from '../graphql/pages.ts'
import { Button } from '../ui/Button.tsx'

type Props = {
  list: Pick<PagedList<Connection>, 'rows' | 'hasMore' | 'isLoading' | 'error'>
  isStale: boolean
  onMore: () => void
  onRetry: () => void
}

/** Below the results: loads the next page once it is in sight, or with the button. */
export const MoreResults = ({ list, isStale, onMore, onRetry }: Props) => {
  const t = useTranslations('search')
  const box = useRef<HTMLDivElement>(null)
  const loaded = list.rows?.length
  const canLoad = list.hasMore && !isStale && !list.isLoading && !list.error
  useEffect(() => {
    if (!canLoad || !box.current) return undefined
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), { rootMargin: '200px' })
    observer.observe(box.current)
    return () => observer.disconnect()
    // Again for each page: a sight that stays the same is not reported.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `loaded` is why it runs again.
  }, [canLoad, loaded, onMore])

  if (!list.hasMore) return null
  return (
    <div ref={box} className="flex min-h-14 flex-col items-center justify-center gap-2 p-3 text-sm text-muted">
      {list.error && <p role="alert">{t('moreFailed')}</p>}
      <Button size="sm" variant="quiet" isDisabled={list.isLoading || isStale} onPress={list.error ? onRetry : onMore}>
        {list.isLoading ? t('loading') : t('loadMore')}
      </Button>
    </div>
  )
}
