import { ChartColumn } from 'lucide-react'
import { type ReactNode, Suspense, useId } from 'react'
import type { CombinedError } from 'urql'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { type Column, DataTable, DownloadButton } from './DataTable.tsx'

type SectionProps = { name: string; actions?: ReactNode; children: ReactNode }

/** A titled part of the analytics page. */
export const Section = ({ name, actions, children }: SectionProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <h2 id={id} className="me-auto font-semibold">
          {name}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

type Props<Row> = {
  name: string
  columns: readonly Column<Row>[]
  /** Undefined while it loads. */
  rows: readonly Row[] | undefined
  isEmpty?: boolean
  error: CombinedError | undefined
  onRetry: () => void
  actions?: ReactNode
  /** What is shown above them. */
  intro?: ReactNode
  emptyText?: string
  /** The chart, loaded on demand. */
  children: ReactNode
}

/** A chart beside a table of the same figures, which can be downloaded. */
export const ChartSection = <Row,>({
  name,
  columns,
  rows,
  isEmpty,
  error,
  onRetry,
  actions,
  intro,
  emptyText,
  children,
}: Props<Row>) => {
  const t = useTranslations('analytics')
  const isShown = rows !== undefined && rows.length > 0 && !isEmpty
  return (
    <Section
      name={name}
      actions={
        <>
          {actions}
          {isShown && <DownloadButton name={name} columns={columns} rows={rows} />}
        </>
      }
    >
      {intro}
      {isShown ? (
        <div className="grid gap-4 desktop:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <figure role="img" aria-label={t('chartOf', { name })} className="h-72 min-w-0">
            <Suspense>{children}</Suspense>
          </figure>
          <DataTable name={name} columns={columns} rows={rows} />
        </div>
      ) : error ? (
        <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={onRetry} />
      ) : rows ? (
        <div className="h-40">
          <EmptyState icon={ChartColumn}>{emptyText ?? t('empty')}</EmptyState>
        </div>
      ) : (
        <SkeletonRows rows={4} height={44} />
      )}
    </Section>
  )
}
