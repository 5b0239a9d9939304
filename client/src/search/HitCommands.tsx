import { Search } from 'lucide-react'
import { Header, MenuItem, MenuSection } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { rowKeys } from '../lib/rowKeys.ts'
import { rememberTicket } from '../tickets/knownTickets.ts'
import { StatusIcon } from '../tickets/labels.tsx'
import { MENU_ITEM } from '../ui/Menu.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { Excerpt } from './Excerpt.tsx'
import { plainText } from './excerptParts.ts'
import { hitId, subjectIn } from './groups.ts'
import { rememberSearch } from './recentSearches.ts'
import type { HitFragment } from './search.generated.ts'
import { searchCommand } from './useQuickHits.ts'

type Props = {
  query: string
  hits: readonly HitFragment[]
  onOpen: (number: string, message?: string) => void
  onSearch: (query: string) => void
}

/** The first hits of a search in the command menu, and a command that shows all of them in the list. */
export const HitCommands = ({ query, hits, onOpen, onSearch }: Props) => {
  const t = useTranslations('search')
  const { viewer } = useViewer()
  if (!query) return null
  const open = ({ ticket, message }: HitFragment) => {
    rememberSearch(viewer.id, query)
    rememberTicket(ticket)
    onOpen(ticket.number, message?.id)
  }
  const showAll = () => {
    rememberSearch(viewer.id, query)
    onSearch(query)
  }
  const keyOf = rowKeys()
  return (
    <MenuSection>
      <Header className="px-2 pt-2 pb-1 text-xs text-subtle">{t('tickets')}</Header>
      {hits.map((hit, index) => {
        const id = searchCommand(keyOf(hitId(hit), index))
        return <HitCommand key={id} id={id} hit={hit} onAction={() => open(hit)} />
      })}
      <MenuItem
        id={searchCommand('all')}
        textValue={t('searchFor', { query })}
        onAction={showAll}
        className={MENU_ITEM}
      >
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="truncate">{t('searchFor', { query })}</span>
      </MenuItem>
    </MenuSection>
  )
}

type HitProps = { id: string; hit: HitFragment; onAction: () => void }

const HitCommand = ({ id, hit, onAction }: HitProps) => {
  const { ticket, excerpt } = hit
  const title = subjectIn(hit)
  const detail = title ? title.rest : excerpt
  return (
    <MenuItem
      id={id}
      textValue={`${ticket.number} ${ticket.subject} ${plainText(excerpt)}`}
      onAction={onAction}
      className={classes(MENU_ITEM, 'items-start')}
    >
      <span className="pt-0.5">
        <StatusIcon status={ticket.status} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex gap-1.5">
          <span className="min-w-0 truncate">{title ? <Excerpt text={title.head} /> : ticket.subject}</span>
          <span className="shrink-0 text-muted">{ticket.number}</span>
        </span>
        {detail && (
          <span dir="auto" className="block truncate text-match-parent text-sm text-muted">
            <Excerpt text={detail} />
          </span>
        )}
      </span>
    </MenuItem>
  )
}
