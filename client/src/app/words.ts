import { attachmentWords } from '../attachments/words.ts'
import { auditWords } from '../audit/words.ts'
import { dashboardWords } from '../dashboards/words.ts'
import { deskWords } from '../desk/words.ts'
import { historyStrings } from '../history/words.ts'
import { macroWords } from '../macros/words.ts'
import { messageWords } from '../messages/words.ts'
import { notificationWords } from '../notifications/words.ts'
import { presenceWords } from '../presence/words.ts'
import { recordingWords } from '../recording/words.ts'
import { requestWords } from '../requests/words.ts'
import { peopleWords } from '../people/words.ts'
import { screenShareWords } from '../screenshare/words.ts'
import { ticketWords } from '../tickets/words.ts'
import { uiWords } from '../ui/words.ts'
import { viewerWords } from '../viewer/words.ts'

/** Every word on screen, by feature. Each feature keeps its own. */
export const words = {
  ui: uiWords,
  viewer: viewerWords,
  tickets: ticketWords,
  desk: deskWords,
  people: peopleWords,
  macros: macroWords,
  history: historyStrings,
  messages: messageWords,
  notifications: notificationWords,
  audit: auditWords,
  attachments: attachmentWords,
  recording: recordingWords,
  presence: presenceWords,
  screenshare: screenShareWords,
  requests: requestWords,
  dashboards: dashboardWords,
  app: {
    notFound: 'This page doesn’t exist.',
    home: 'Go to your tickets',
    newVersion: 'A new version is available.',
    reload: 'Reload',
    failed: 'Something went wrong in this panel. The rest of the page still works.',
  },
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof words
    Locale: 'en'
  }
}
