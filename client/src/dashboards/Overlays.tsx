import { Suspense } from 'react'
import { useDeskPlace } from '../desk/place.ts'
import { lazily } from '../lib/lazily.ts'
import { useMacroPlaces } from '../macros/places.ts'
import { Answers } from '../requests/Answers.tsx'
import { useAsking } from '../requests/asking.ts'
import type { ViewId } from '../tickets/views.ts'
import type { Tab } from './tabs.ts'

const NewTicketDialog = lazily(() => import('../tickets/NewTicketDialog.tsx'), 'NewTicketDialog')
const AskDialog = lazily(() => import('../requests/AskDialog.tsx'), 'AskDialog')
const DeskSettings = lazily(() => import('../desk/DeskSettings.tsx'), 'DeskSettings')
const MacroManager = lazily(() => import('../macros/MacroManager.tsx'), 'MacroManager')
const Palette = lazily(() => import('./Palette.tsx'), 'Palette')
const ShortcutSheet = lazily(() => import('./ShortcutSheet.tsx'), 'ShortcutSheet')

/** What may lie over a page. */
export type Overlay = 'new' | 'palette' | 'shortcuts' | null

type Props = {
  overlay: Overlay
  onOverlay: (overlay: Overlay) => void
  onOpenTicket: (number: string) => void
  onCreated: (number: string) => void
  onView: (id: ViewId) => void
  onTab: (tab: Tab) => void
  onToggleDetails?: () => void
}

/** The dialogs that every page has: a new ticket, the commands, the shortcuts. */
export const Overlays = ({ overlay, onOverlay, onOpenTicket, onCreated, onView, onTab, onToggleDetails }: Props) => {
  const close = () => onOverlay(null)
  const isManaging = useMacroPlaces((places) => places.isManaging)
  const isSettingDesk = useDeskPlace(({ isOpen }) => isOpen)
  const isAsking = useAsking(({ isOpen }) => isOpen)
  return (
    <Suspense>
      <Answers />
      {isAsking && <AskDialog />}
      {overlay === 'new' && <NewTicketDialog isOpen onClose={close} onCreated={onCreated} />}
      {isManaging && <MacroManager />}
      {isSettingDesk && <DeskSettings />}
      {overlay === 'palette' && (
        <Palette
          onClose={close}
          onOpenTicket={onOpenTicket}
          onView={onView}
          onTab={onTab}
          onNewTicket={() => onOverlay('new')}
          onShortcuts={() => onOverlay('shortcuts')}
          onToggleDetails={onToggleDetails}
        />
      )}
      {overlay === 'shortcuts' && <ShortcutSheet onClose={close} />}
    </Suspense>
  )
}
