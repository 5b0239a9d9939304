import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSettled } from '../lib/useSettled.ts'
import { TAG_MAX } from '../lib/tagMax.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { useTagUsesQuery } from './desk.generated.ts'
import { TagLine } from './TagLine.tsx'

/** The server's most. */
const PAGE = 100

/** The desk's tags, most used first, with what an admin can do with each. */
export const Tags = () => {
  const t = useTranslations('desk')
  const [text, setText] = useState('')
  const [pages, setPages] = useState(1)
  const wanted = useSettled(text.trim(), 150)
  return (
    <section aria-labelledby="desk-tags" className="flex flex-col gap-2">
      <div>
        <h3 id="desk-tags" className="text-sm font-medium">
          {t('tags')}
        </h3>
        <p className="text-xs text-muted">{t('tagsHint')}</p>
      </div>
      <Field
        label={t('findTag')}
        value={text}
        onChange={(next) => {
          setText(next)
          setPages(1)
        }}
        maxLength={TAG_MAX}
        autoComplete="off"
      />
      <ul aria-labelledby="desk-tags" className="max-h-80 overflow-auto rounded-md border border-line">
        {Array.from({ length: pages }, (_, page) => (
          <TagPage
            key={`${page} ${wanted}`}
            text={wanted}
            page={page}
            isLast={page === pages - 1}
            onMore={() => setPages(pages + 1)}
          />
        ))}
      </ul>
    </section>
  )
}

type PageProps = { text: string; page: number; isLast: boolean; onMore: () => void }

const TagPage = ({ text, page, isLast, onMore }: PageProps) => {
  const t = useTranslations('desk')
  const variables = { text: text || null, first: PAGE, offset: page * PAGE }
  const [{ data }, load] = useTagUsesQuery({ variables, requestPolicy: 'cache-and-network' })
  const uses = data?.tagUses
  if (!uses) return null
  if (page === 0 && uses.length === 0) return <li className="px-3 py-2 text-sm text-muted">{t('noTags')}</li>
  return (
    <>
      {uses.map((use) => (
        <TagLine key={use.tag.name} use={use} onChanged={() => load({ requestPolicy: 'network-only' })} />
      ))}
      {isLast && uses.length === PAGE && (
        <li className="p-1">
          <Button size="sm" variant="quiet" onPress={onMore}>
            {t('moreTags')}
          </Button>
        </li>
      )}
    </>
  )
}
