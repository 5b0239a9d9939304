import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { contains } from '../lib/searchKey.ts'
import { useSettled } from '../lib/useSettled.ts'
import { Button } from '../ui/Button.tsx'
import { Count } from '../ui/Count.tsx'
import { SearchList } from '../ui/SearchList.tsx'
import { TagMark } from '../ui/TagMark.tsx'
import { useTagUsesQuery } from './desk.generated.ts'

type Props = { name: string; onChoose: (tag: string) => void; onClose: () => void }

/** Chooses the tag that another one is merged into. */
export const TagTarget = ({ name, onChoose, onClose }: Props) => {
  const t = useTranslations('desk')
  const ui = useTranslations('ui')
  const tickets = useTranslations('tickets')
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 150)
  const [{ data, fetching }] = useTagUsesQuery({ variables: { text: asked || null, first: 20 } })
  // The previous results stay until the answer arrives; Enter must not choose from them.
  const others = (data?.tagUses ?? []).filter(({ tag }) => tag.name !== name && contains(tag.name, text.trim()))
  return (
    <div className="flex flex-col gap-2 pb-2">
      <SearchList
        label={t('mergeInto', { name })}
        placeholder={t('mergeInto', { name })}
        text={text}
        onText={setText}
        items={others.map(({ tag, ticketCount }) => ({ id: tag.name, ticketCount }))}
        nameOf={({ id }) => id}
        onChoose={({ id }) => onChoose(id)}
        empty={fetching ? null : t('noTags')}
        inForm
      >
        {({ id, ticketCount }) => (
          <>
            <TagMark name={id} />
            <span className="min-w-0 flex-1 truncate">{id}</span>
            <span className="relative text-xs text-muted">
              <Count count={ticketCount} label={tickets('ticketsCounted', { count: ticketCount })} />
            </span>
          </>
        )}
      </SearchList>
      <Button size="sm" variant="quiet" onPress={onClose} className="self-start">
        {ui('cancel')}
      </Button>
    </div>
  )
}
