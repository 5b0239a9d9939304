import { useTranslations } from 'use-intl'

/** Row-shaped placeholders, shown after 150 ms so that a fast response never flashes. */
export const SkeletonRows = ({ rows = 6, height = 76 }: { rows?: number; height?: number }) => {
  const t = useTranslations('ui')
  return (
    <div role="status" className="animate-appear">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <SkeletonRow key={index} height={height} />
      ))}
    </div>
  )
}

/** One row's placeholder. */
export const SkeletonRow = ({ height = 76 }: { height?: number }) => (
  <div aria-hidden style={{ height }} className="flex flex-col justify-center gap-2 border-b border-line px-3">
    <div className="h-3 w-3/5 rounded-sm bg-sunken" />
    <div className="h-3 w-4/5 rounded-sm bg-sunken" />
    <div className="h-3 w-2/5 rounded-sm bg-sunken" />
  </div>
)

/** One line's placeholder, in a section whose heading is there already. */
export const LineSkeleton = () => <div aria-hidden className="h-5 w-3/5 animate-appear rounded-sm bg-sunken" />
