import { appStrings } from './strings.ts'
import { accountStrings } from '../account/strings.ts'
import { attachmentStrings } from '../attachments/strings.ts'
import { analyticsStrings } from '../analytics/strings.ts'
import { auditStrings } from '../audit/strings.ts'
import { availabilityStrings } from '../availability/strings.ts'
import { backgroundJobStrings } from '../backgroundJobs/strings.ts'
import { inboundMailStrings } from '../inboundMails/strings.ts'
import { customerStrings } from '../customers/strings.ts'
import { dashboardStrings } from '../dashboards/strings.ts'
import { deskStrings } from '../desk/strings.ts'
import { erasureStrings } from '../erasure/strings.ts'
import { exportStrings } from '../exporting/strings.ts'
import { historyStrings } from '../history/strings.ts'
import { macroStrings } from '../macros/strings.ts'
import { messageStrings } from '../messages/strings.ts'
import { deliveryStrings } from '../deliveries/strings.ts'
import { notificationStrings } from '../notifications/strings.ts'
import { presenceStrings } from '../presence/strings.ts'
import { recordingStrings } from '../recording/strings.ts'
import { caseStrings } from '../cases/strings.ts'
import { ratingStrings } from '../ratings/strings.ts'
import { requestStrings } from '../requests/strings.ts'
import { peopleStrings } from '../people/strings.ts'
import { searchStrings } from '../search/strings.ts'
import { scheduledMessageStrings } from '../scheduledMessages/strings.ts'
import { privacyStrings } from '../privacy/strings.ts'
import { retentionStrings } from '../retention/strings.ts'
import { tokensStrings } from '../tokens/strings.ts'
import { setupStrings } from '../setup/strings.ts'
import { sessionStrings } from '../sessions/strings.ts'
import { shopStrings } from '../shops/strings.ts'
import { screenShareStrings } from '../screenshare/strings.ts'
import { soundStrings } from '../sound/strings.ts'
import { suggestionStrings } from '../suggestions/strings.ts'
import { shortcutStrings } from '../shortcuts/strings.ts'
import { ticketStrings } from '../tickets/strings.ts'
import { uiStrings } from '../ui/strings.ts'
import { undoStrings } from '../undo/strings.ts'
import { viewerStrings } from '../viewer/strings.ts'
import { viewStrings } from '../views/strings.ts'

/**
 * Every string on screen, by feature: the catalogue for translation, in ICU syntax. Pages load the strings of a feature together
 * with the modules that use them (`build/strings.ts`).
 */
export const strings = {
  ui: uiStrings,
  undo: undoStrings,
  shortcuts: shortcutStrings,
  viewer: viewerStrings,
  account: accountStrings,
  tickets: ticketStrings,
  views: viewStrings,
  customers: customerStrings,
  suggestions: suggestionStrings,
  sound: soundStrings,
  availability: availabilityStrings,
  desk: deskStrings,
  setup: setupStrings,
  people: peopleStrings,
  shops: shopStrings,
  exporting: exportStrings,
  erasure: erasureStrings,
  privacy: privacyStrings,
  retention: retentionStrings,
  tokens: tokensStrings,
  macros: macroStrings,
  history: historyStrings,
  messages: messageStrings,
  scheduledMessages: scheduledMessageStrings,
  notifications: notificationStrings,
  deliveries: deliveryStrings,
  analytics: analyticsStrings,
  audit: auditStrings,
  backgroundJobs: backgroundJobStrings,
  inboundMails: inboundMailStrings,
  attachments: attachmentStrings,
  recording: recordingStrings,
  presence: presenceStrings,
  screenshare: screenShareStrings,
  requests: requestStrings,
  search: searchStrings,
  cases: caseStrings,
  ratings: ratingStrings,
  sessions: sessionStrings,
  dashboards: dashboardStrings,
  app: appStrings,
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof strings
    Locale: string
  }
}
