import { attachmentWords } from '../attachments/words.ts'
import { auditWords } from '../audit/words.ts'
import { dashboardWords } from '../dashboards/words.ts'
import { deskWords } from '../desk/words.ts'
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
    notFound: 'There is nothing at this address.',
    home: 'Go to your desk',
    newVersion: 'A new version is ready.',
    reload: 'Reload',
    failed: 'This panel stopped working. The others go on.',
  },
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof words
    Locale: 'en'
  }
}
