import type { Translation } from '../translation.ts'

export default {
  bell: 'Benachrichtigungen',
  bellUnread: 'Benachrichtigungen, {shown} ungelesen',
  unread: 'Ungelesen',
  fresh: 'Neu',
  earlier: 'Früher',
  markRead: 'Als gelesen markieren',
  markAll: 'Alle als gelesen markieren',
  empty: 'Noch keine Benachrichtigungen. Hier erscheinen Antworten, Zuweisungen und Erwähnungen.',
  failed: 'Die Benachrichtigungen konnten nicht geladen werden.',
  notMarked: 'Nicht als gelesen markiert. Versuchen Sie es noch einmal.',
  more: 'Ältere anzeigen',
  mention: 'Kollegen erwähnen',
} satisfies Translation<'notifications'>
