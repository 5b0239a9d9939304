import type { Translation } from '../translation.ts'

export default {
  notFound: 'Diese Seite gibt es nicht.',
  home: 'Zu Ihren Tickets',
  newVersion: 'Eine neue Version ist verfügbar.',
  reload: 'Neu laden',
  failed: 'In diesem Bereich ist etwas schiefgegangen. Der Rest der Seite funktioniert weiterhin.',
} satisfies Translation<'app'>
