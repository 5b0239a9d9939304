import { Search } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Dialog, Input, Menu, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { usePainted } from '../lib/afterPaint.ts'
import { contains } from '../lib/searchKey.ts'
import { HitCommands } from '../search/HitCommands.tsx'
import { isSearchCommand, useQuickHits } from '../search/useQuickHits.ts'
import { useSavedViews } from '../views/savedViews.ts'
import type { ViewId } from '../views/views.ts'
import { BACKDROP } from '../ui/scrim.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { ActionCommands, SavedViewCommands, TabCommands, ViewCommands } from './PaletteCommands.tsx'
import { tabsOf, type Tab } from './tabs.ts'
import { TicketCommands, type OpenTicket } from './TicketCommands.tsx'
import { useGoTo } from './useGoTo.ts'

type Props = {
  onClose: () => void
  onOpenTicket: (number: string, message?: string) => void
  onSearch: (query: string) => void
  onView: (id: ViewId) => void
  onNewTicket: () => void
  onShortcuts: () => void
  onToggleDetails?: () => void
  onTab: (tab: Tab) => void
  /** Set where a ticket is open. */
  openTicket?: OpenTicket
}

/**
 * The command menu (Ctrl/⌘+K): views, actions, theme, each with its shortcut, and what a search finds. The page is covered at
 * once: taking it out of reach and rendering some fifty commands takes several times as long.
 */
export const Palette = (props: Props) => {
  const t = useTranslations('dashboards')
  if (!usePainted()) return <div className={BACKDROP} />
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && props.onClose()}
      isDismissable
      className={`${BACKDROP} flex items-start justify-center p-4 pt-[12vh]`}
    >
      <Modal className="w-full max-w-xl overflow-hidden rounded-lg border border-line bg-raised shadow-raised">
        <Dialog aria-label={t('palette')} className="flex max-h-[60dvh] flex-col outline-none">
          <Commands {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const Commands = ({ onClose, onOpenTicket, onSearch, onView, onTab, openTicket, ...actions }: Props) => {
  const t = useTranslations('dashboards')
  const { viewer } = useViewer()
  const [text, setText] = useState('')
  const found = useQuickHits(text)
  const saved = useSavedViews()
  const { toSaved } = useGoTo()

  const run = (action: () => void) => {
    onClose()
    action()
  }
  return (
    // What the search finds is matched by the server, so it is not filtered again.
    <Autocomplete
      inputValue={text}
      onInputChange={setText}
      filter={(value, input, node) => isSearchCommand(String(node.key)) || contains(value, input)}
    >
      <PaletteField />
      {/* A tab stop: the caret stays in the search field, so nothing inside could be reached to scroll by. */}
      <div
        role="group"
        aria-label={t('palette')}
        tabIndex={0}
        className="inset-ring-focus min-h-0 flex-1 overflow-auto"
      >
        <Menu
          aria-label={t('palette')}
          className="p-2 outline-none"
          renderEmptyState={() => <p className="p-4 text-center text-muted">{t('paletteEmpty')}</p>}
        >
          {openTicket && <TicketCommands run={run} {...openTicket} />}
          <ViewCommands onView={(id) => run(() => onView(id))} />
          <SavedViewCommands views={saved} onView={(view) => run(() => toSaved(view))} />
          <TabCommands tabs={tabsOf(viewer)} onTab={(tab) => run(() => onTab(tab))} />
          <ActionCommands run={run} {...actions} />
          <HitCommands
            {...found}
            onOpen={(number, message) => run(() => onOpenTicket(number, message))}
            onSearch={(query) => run(() => onSearch(query))}
          />
        </Menu>
      </div>
    </Autocomplete>
  )
}

const PaletteField = () => {
  const t = useTranslations('dashboards')
  return (
    <SearchField aria-label={t('paletteHint')} autoFocus className="relative shrink-0 border-b border-line">
      <Search aria-hidden className="pointer-events-none absolute top-4 start-4 size-4 text-subtle" />
      <Input
        placeholder={t('paletteHint')}
        className="inset-ring-focus h-12 w-full bg-transparent pe-4 ps-11 text-lg text-ellipsis placeholder:text-subtle outline-none [&::-webkit-search-cancel-button]:hidden"
      />
    </SearchField>
  )
}
