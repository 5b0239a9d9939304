import { useTranslations } from 'use-intl'

/** The comment of a rating, under its line in the conversation. */
export const ThreadRating = ({ comment }: { comment: string }) => {
  const t = useTranslations('ratings')
  return (
    <blockquote
      dir="auto"
      aria-label={t('commentBy')}
      className="mx-auto my-1 w-fit max-w-120 rounded-lg border border-line bg-surface px-3 py-2 text-sm wrap-anywhere whitespace-pre-wrap"
    >
      {comment}
    </blockquote>
  )
}
