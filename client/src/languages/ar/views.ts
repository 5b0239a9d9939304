import type { Translation } from '../translation.ts'

export default {
  anyTime: 'أي وقت',
  lastDays:
    '{count, plural, =1 {اليوم} zero {آخر # يوم} one {آخر يوم} two {آخر يومين} few {آخر # أيام} many {آخر # يومًا} other {آخر # يوم}}',
  chooseDates: 'اختيار التواريخ…',
  datesOf: '{name}: أول يوم وآخر يوم',
  calendar: 'التقويم',
  requestedBy: 'من {name}',
  chipOf: '{name}: {value}',
} satisfies Translation<'views'>
