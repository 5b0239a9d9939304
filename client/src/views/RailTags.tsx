import { Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { lazily } from '../lib/lazily.ts'
import { Badge } from '../ui/Badge.tsx'
import { TagMark } from '../ui/TagMark.tsx'
import { TAGS_COUNTED, type TagCounts } from './useCounts.ts'

const AllTags = lazily(() => import('./AllTags.tsx'), 'AllTags')

const SHOWN_AT_FIRST = 8

type Props = { tags: TagCounts; chosen: string[]; onChoose: (tags: string[] | undefined) => void }

/** The tags in use, most used first. */
export const RailTags = ({ tags, chosen, onChoose }: Props) => {
  const t = useTranslations('tickets')
  const [all, setAll] = useState(false)
  const first = <TagList tags={tags.slice(0, SHOWN_AT_FIRST)} chosen={chosen} onChoose={onChoose} />
  return (
    <section aria-labelledby="rail-tags" className="flex flex-col gap-0.5">
      <h2 id="rail-tags" className="px-2 pb-1 text-xs font-medium text-subtle">
        {t('tags')}
      </h2>
      {all ? (
        <Suspense fallback={first}>
          <AllTags chosen={chosen} onChoose={onChoose} />
        </Suspense>
      ) : (
        first
      )}
      {!all && tags.length > SHOWN_AT_FIRST && (
        <TagButton onPress={() => setAll(true)}>
          {tags.length < TAGS_COUNTED ? t('showTags', { count: tags.length }) : t('showAllTags')}
        </TagButton>
      )}
    </section>
  )
}

/** A button below tags that shows more of them. */
export const TagButton = ({ onPress, children }: { onPress: () => void; children: string }) => (
  <Button
    onPress={onPress}
    className="h-7 cursor-pointer rounded-md px-2 text-start text-sm text-muted hover:bg-hover hover:text-text pointer-coarse:h-11"
  >
    {children}
  </Button>
)

/** Tags with their number of tickets; one is chosen at a time. */
export const TagList = ({ tags, chosen, onChoose }: Props) => {
  const t = useTranslations('tickets')
  return (
    <ul className="flex flex-col gap-0.5">
      {tags.map(({ tag, count }) => {
        const isChosen = chosen.includes(tag)
        return (
          <li key={tag}>
            <Button
              aria-pressed={isChosen}
              onPress={() => onChoose(isChosen ? undefined : [tag])}
              className={classes(
                'inset-ring-focus flex h-7 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-start text-sm pointer-coarse:h-11',
                isChosen ? 'bg-selected font-medium text-accent-text' : 'text-muted hover:bg-hover hover:text-text',
              )}
            >
              <TagMark name={tag} />
              <span className="min-w-0 flex-1 truncate">{tag}</span>
              <Badge count={count} label={t('ticketsCounted', { count })} />
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
