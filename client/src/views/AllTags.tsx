import { useState } from 'react'
import { Input, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { useSettled } from '../lib/useSettled.ts'
import { useThrottled } from '../lib/useThrottled.ts'
import { TAG_MAX } from '../lib/tagMax.ts'
import { INPUT } from '../ui/Field.tsx'
import { useCountsDue } from './countsDue.ts'
import { TagButton, TagList } from './RailTags.tsx'
import { useTicketTagsQuery } from '../tickets/tickets.generated.ts'

/** The most that one query returns. `ticketTags` is paged by offset, not by cursor, so it does not use `graphql/Pager.ts`. */
const PAGE = 100
const RECOUNT_MS = 3_000

type Props = { chosen: string[]; onChoose: (tags: string[] | undefined) => void }

/** All tags in use, in pages, with a search field. */
export const AllTags = ({ chosen, onChoose }: Props) => {
  const t = useTranslations('tickets')
  const [text, setText] = useState('')
  const [pages, setPages] = useState(1)
  const wanted = useSettled(text.trim(), 150)
  return (
    <>
      <SearchField
        aria-label={t('findTag')}
        value={text}
        onChange={(next) => {
          setText(next)
          setPages(1)
        }}
      >
        <Input
          placeholder={t('findTag')}
          maxLength={TAG_MAX}
          className={classes(INPUT, 'mb-1 h-8 pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden')}
        />
      </SearchField>
      {Array.from({ length: pages }, (_, page) => (
        <TagPage
          key={`${page} ${wanted}`}
          text={wanted}
          page={page}
          isLast={page === pages - 1}
          onMore={() => setPages(pages + 1)}
          chosen={chosen}
          onChoose={onChoose}
        />
      ))}
    </>
  )
}

type PageProps = Props & { text: string; page: number; isLast: boolean; onMore: () => void }

const TagPage = ({ text, page, isLast, onMore, chosen, onChoose }: PageProps) => {
  const t = useTranslations('tickets')
  const variables = { text: text || null, first: PAGE, offset: page * PAGE }
  const [{ data }, again] = useTicketTagsQuery({ variables, requestPolicy: 'cache-and-network' })
  const changes = useCountsDue((state) => state.changes)
  const [seenAtFirst] = useState(changes)
  useThrottled(changes, () => again({ requestPolicy: 'network-only' }), RECOUNT_MS, seenAtFirst)
  const tags = data?.ticketTags
  if (!tags) return null
  if (page === 0 && tags.length === 0) return <p className="px-2 py-1 text-sm text-muted">{t('noSuchTag')}</p>
  return (
    <>
      <TagList tags={tags} chosen={chosen} onChoose={onChoose} />
      {isLast && tags.length === PAGE && <TagButton onPress={onMore}>{t('moreTags')}</TagButton>}
    </>
  )
}
