import { Suspense } from 'react'
import { awayDialog } from '../availability/awayDialog.ts'
import { workDialog } from '../availability/workDialog.ts'
import { backgroundJobsDialog } from '../backgroundJobs/backgroundJobsDialog.ts'
import { notificationSettingsDialog } from '../deliveries/notificationSettingsDialog.ts'
import { deskSettingsDialog } from '../desk/deskSettingsDialog.ts'
import { inboundMailsDialog } from '../inboundMails/inboundMailsDialog.ts'
import { lazily } from '../lib/lazily.ts'
import { macroManager } from '../macros/macroDialogs.ts'
import { RequestToasts } from '../requests/RequestToasts.tsx'
import { requestDialog } from '../requests/requestDialog.ts'
import { emergencyDialog } from '../privacy/emergencyDialog.ts'
import { retentionDialog } from '../retention/retentionDialog.ts'
import { tokensDialog } from '../tokens/tokensDialog.ts'
import { useSessionDialog } from '../sessions/sessionDialog.ts'
import { yourShopDialog } from '../shops/yourShopDialog.ts'
import { undoHistory } from '../undo/undoHistory.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { NewTicketPrefill } from '../tickets/NewTicketDialog.tsx'
import type { ViewId } from '../views/views.ts'
import type { Tab } from './tabs.ts'
import type { OpenTicket } from './TicketCommands.tsx'

const NewTicketDialog = lazily(() => import('../tickets/NewTicketDialog.tsx'), 'NewTicketDialog')
const RequestDialog = lazily(() => import('../requests/RequestDialog.tsx'), 'RequestDialog')
const BackgroundJobs = lazily(() => import('../backgroundJobs/BackgroundJobs.tsx'), 'BackgroundJobs')
const InboundMails = lazily(() => import('../inboundMails/InboundMails.tsx'), 'InboundMails')
const DeskSettings = lazily(() => import('../desk/DeskSettings.tsx'), 'DeskSettings')
const TokensDialog = lazily(() => import('../tokens/TokensDialog.tsx'), 'TokensDialog')
const EmergencyDialog = lazily(() => import('../privacy/EmergencyDialog.tsx'), 'EmergencyDialog')
const RetentionSettings = lazily(() => import('../retention/RetentionSettings.tsx'), 'RetentionSettings')
const AwayDialog = lazily(() => import('../availability/AwayDialog.tsx'), 'AwayDialog')
const WorkDialog = lazily(() => import('../availability/WorkDialog.tsx'), 'WorkDialog')
const MacroManager = lazily(() => import('../macros/MacroManager.tsx'), 'MacroManager')
const NotificationSettings = lazily(() => import('../deliveries/NotificationSettings.tsx'), 'NotificationSettings')
const SessionDialogs = lazily(() => import('../sessions/SessionDialogs.tsx'), 'SessionDialogs')
const YourShop = lazily(() => import('../shops/YourShop.tsx'), 'YourShop')
const UndoHistory = lazily(() => import('../undo/UndoHistory.tsx'), 'UndoHistory')
const Palette = lazily(() => import('./Palette.tsx'), 'Palette')
const ShortcutSheet = lazily(() => import('./ShortcutSheet.tsx'), 'ShortcutSheet')

/** The dialogs that can be open over a page. */
export type Overlay = 'new' | 'palette' | 'shortcuts' | null

type Props = {
  overlay: Overlay
  onOverlay: (overlay: Overlay) => void
  /** What the link to a new ticket has filled in. */
  newTicket?: NewTicketPrefill
  /** With a message's id, at that message. */
  onOpenTicket: (number: string, message?: string) => void
  onSearch: (query: string) => void
  onCreated: (number: string) => void
  onView: (id: ViewId) => void
  onTab: (tab: Tab) => void
  onToggleDetails?: () => void
  /** Set where a ticket is open. */
  openTicket?: OpenTicket
}

/** The dialogs that every page has: a new ticket, the commands, the shortcuts. */
export const Overlays = (props: Props) => {
  const { overlay, onOverlay, newTicket, onOpenTicket, onSearch, onCreated, onView, onTab, onToggleDetails } = props
  const close = () => onOverlay(null)
  const isManaging = macroManager.useIsOpen()
  const isSettingDesk = deskSettingsDialog.useIsOpen()
  const isSettingRetention = retentionDialog.useIsOpen()
  const isEmergency = emergencyDialog.useIsOpen()
  const showsTokens = tokensDialog.useIsOpen()
  const showsJobs = backgroundJobsDialog.useIsOpen()
  const showsMails = inboundMailsDialog.useIsOpen()
  const isSettingNotifications = notificationSettingsDialog.useIsOpen()
  const isSettingAway = awayDialog.useIsOpen()
  const isSettingWork = workDialog.useIsOpen()
  const showsShop = yourShopDialog.useIsOpen()
  const showsUndo = undoHistory.useIsOpen()
  const { viewer } = useViewer()
  const isAsking = requestDialog.useIsOpen()
  const isAboutSession = useSessionDialog(({ shown }) => shown !== null)
  return (
    <Suspense>
      <RequestToasts />
      {isAboutSession && <SessionDialogs />}
      {isAsking && <RequestDialog />}
      {overlay === 'new' && <NewTicketDialog isOpen prefill={newTicket} onClose={close} onCreated={onCreated} />}
      {isSettingAway && <AwayDialog onClose={awayDialog.close} />}
      {isSettingWork && <WorkDialog person={viewer} onClose={workDialog.close} />}
      {isManaging && <MacroManager />}
      {showsShop && <YourShop />}
      {isSettingDesk && <DeskSettings />}
      {isSettingNotifications && <NotificationSettings />}
      {isSettingRetention && <RetentionSettings />}
      {isEmergency && <EmergencyDialog onOpen={onOpenTicket} />}
      {showsTokens && <TokensDialog />}
      {showsJobs && <BackgroundJobs />}
      {showsMails && <InboundMails />}
      {showsUndo && <UndoHistory />}
      {overlay === 'palette' && (
        <Palette
          onClose={close}
          onOpenTicket={onOpenTicket}
          onSearch={onSearch}
          onView={onView}
          onTab={onTab}
          onNewTicket={() => onOverlay('new')}
          onShortcuts={() => onOverlay('shortcuts')}
          onToggleDetails={onToggleDetails}
          openTicket={props.openTicket}
        />
      )}
      {overlay === 'shortcuts' && <ShortcutSheet onClose={close} />}
    </Suspense>
  )
}
