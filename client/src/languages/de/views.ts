import type { Translation } from '../translation.ts'

export default {
  anyTime: 'Jederzeit',
  lastDays: '{count, plural, =1 {Heute} one {Letzter Tag} other {Letzte # Tage}}',
  chooseDates: 'Zeitraum wählen …',
  datesOf: '{name}: erster und letzter Tag',
  calendar: 'Kalender',
  requestedBy: 'Von {name}',
  chipOf: '{name}: {value}',
} satisfies Translation<'views'>
