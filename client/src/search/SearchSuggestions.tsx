import { Filter, History, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { MENU_ITEM } from '../ui/Menu.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useTicketTagsQuery } from '../tickets/tickets.generated.ts'
import { lastWord, withLastWord } from './query.ts'
import { useRecentSearches } from './recentSearches.ts'
import { filterBeingTyped, insertedText, suggestionsFor, type Suggestion } from './suggestions.ts'
import { useFilterLabel } from './useFilterLabel.ts'

const TAGS_OFFERED = 8

type Props = {
  text: string
  onText: (text: string) => void
  /** A recent search was chosen. */
  onSearch: (query: string) => void
}

/** Below the empty search field: recent searches and the filters; while a filter is typed: its values. */
export const SearchSuggestions = ({ text, onText, onSearch }: Props) => {
  const t = useTranslations('search')
  const { viewer } = useViewer()
  const { searches, clear } = useRecentSearches()
  const [now] = useState(() => new Date())
  const tags = useTags(text)
  const filters = suggestionsFor(text, viewer.role, now, tags)
  const isEmpty = !text.trim()
  if (filters.length === 0) return null
  const insert = (filter: Suggestion) => {
    const minus = lastWord(text).startsWith('-') ? '-' : ''
    onText(withLastWord(text, minus + insertedText(filter)))
  }

  return (
    // A press must not move the focus out of the field.
    <div
      data-suggestions
      role="presentation"
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 top-full z-20 mt-1 max-h-[60dvh] overflow-auto rounded-md border border-line bg-raised text-text shadow-raised animate-fade"
    >
      <ListBox aria-label={t('suggestions')} className="p-1 outline-none">
        {isEmpty && searches.length > 0 && (
          <Section title={t('recent')}>
            {searches.map((query) => (
              <Item key={query} id={`recent ${query}`} name={query} icon={History} onAction={() => onSearch(query)} />
            ))}
            <Item id="clear" name={t('clearRecent')} icon={Trash2} isQuiet onAction={clear} />
          </Section>
        )}
        <Section title={t('filters')}>
          {filters.map((filter) => (
            <FilterItem key={filter.id} filter={filter} onAction={() => insert(filter)} />
          ))}
        </Section>
      </ListBox>
      {isEmpty && <p className="border-t border-line px-3 py-2 text-xs text-muted">{t('helpHint')}</p>}
    </div>
  )
}

/** The tags that begin with what is typed after `tag:`. */
const useTags = (text: string): string[] => {
  const { viewer } = useViewer()
  const typed = filterBeingTyped(text, viewer.role)
  const [{ data }] = useTicketTagsQuery({
    variables: { text: typed?.value || null, first: TAGS_OFFERED },
    pause: typed?.key !== 'tag',
  })
  return typed?.key === 'tag' ? (data?.ticketTags.map(({ tag }) => tag) ?? []) : []
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <ListBoxSection>
    <Header className="px-2 pt-2 pb-1 text-xs font-medium text-subtle">{title}</Header>
    {children}
  </ListBoxSection>
)

type ItemProps = { id: string; name: string; icon: typeof History; isQuiet?: boolean; onAction: () => void }

const Item = ({ id, name, icon: Icon, isQuiet, onAction }: ItemProps) => (
  <ListBoxItem id={id} textValue={name} onAction={onAction} className={MENU_ITEM}>
    <Icon aria-hidden className="size-4 shrink-0 text-subtle" />
    <span className={isQuiet ? 'truncate text-muted' : 'truncate'}>{name}</span>
  </ListBoxItem>
)

const FilterItem = ({ filter, onAction }: { filter: Suggestion; onAction: () => void }) => {
  const t = useTranslations('search')
  const labelOf = useFilterLabel()
  const { id, key, value } = filter
  const meaning = value === undefined ? t(`filter.${key}`) : labelOf({ key, value })
  return (
    <ListBoxItem id={id} textValue={id} onAction={onAction} className={MENU_ITEM}>
      <Filter aria-hidden className="size-4 shrink-0 text-subtle" />
      <span className="shrink-0">{id}</span>
      <span className="min-w-0 flex-1 truncate text-end text-sm text-muted">{meaning}</span>
    </ListBoxItem>
  )
}
