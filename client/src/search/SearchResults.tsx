import { SearchX } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { CombinedError } from '@urql/core'
import { errorCode, limitMessage, requestId } from '../graphql/errors.ts'
import { useRetryAfter } from '../graphql/useRetryAfter.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { groupHits } from './groups.ts'
import { HitList } from './HitList.tsx'
import { MoreResults } from './MoreResults.tsx'
import { filterWords, wordsOf } from './query.ts'
import type { HitFragment } from './search.generated.ts'
import { useSearchResults } from './useSearchResults.ts'

type Props = {
  query: string
  onQuery: (query: string) => void
  onOpen: (hit: HitFragment) => void
  /** The ticket and the message in the address. */
  openNumber: string | undefined
  openMessage: string | undefined
  /** Whether the list takes the focus once it shows this query. */
  takesFocus: boolean
  onFocused: () => void
}

/** What a search finds, grouped by ticket. */
export const SearchResults = ({ query, onQuery, ...props }: Props) => {
  const t = useTranslations('search')
  const { pager, list, isStale, shownQuery } = useSearchResults(query)
  const groups = useMemo(() => groupHits(list.rows ?? []), [list.rows])
  const count = list.rows?.length ?? 0
  const { takesFocus, onFocused } = props
  const isEmpty = list.rows !== undefined && !isStale && count === 0
  useEffect(() => {
    // There is nothing to focus, so the focus stays in the field.
    if (isEmpty && takesFocus) onFocused()
  }, [isEmpty, takesFocus, onFocused])

  useRetryAfter(list.error, pager.retry)
  if (!list.rows && list.error)
    return (
      <ErrorPanel
        message={refusalOf(list.error) ?? t('failed')}
        requestId={requestId(list.error)}
        onRetry={pager.retry}
      />
    )
  return (
    <>
      <p role="status" className="sr-only">
        {isStale || !list.rows
          ? ''
          : count === 0
            ? t('noneFor', { query })
            : t('found', { count, tickets: groups.length, more: String(list.hasMore) })}
      </p>
      {!list.rows ? (
        <SkeletonRows rows={8} />
      ) : count === 0 ? (
        <NoResults query={query} onQuery={onQuery} />
      ) : (
        <HitList {...props} key={shownQuery} groups={groups} isStale={isStale} onEnd={pager.more}>
          <MoreResults list={list} isStale={isStale} onMore={pager.more} onRetry={pager.retry} />
        </HitList>
      )}
    </>
  )
}

/** Why the server does not run this query: it has too many words, or too many were sent. */
const refusalOf = (error: CombinedError): string | undefined =>
  errorCode(error) === 'BAD_USER_INPUT' ? error.graphQLErrors[0]?.message : limitMessage(error)

/** Says what to try. */
const NoResults = ({ query, onQuery }: Pick<Props, 'query' | 'onQuery'>) => {
  const t = useTranslations('search')
  const words = wordsOf(query)
  const canRemove = filterWords(query).length > 0 && words !== ''
  return (
    <EmptyState
      icon={SearchX}
      action={
        <Button onPress={() => onQuery(canRemove ? words : '')}>{t(canRemove ? 'removeFilters' : 'clear')}</Button>
      }
    >
      <span className="block font-medium text-text">{t('noneFor', { query })}</span>
      <span className="mt-1 block">{t(canRemove ? 'tryFilters' : 'tryWords')}</span>
    </EmptyState>
  )
}
