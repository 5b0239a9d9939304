/** Strings of the filters by requester and date. */
export const viewStrings = {
  anyTime: 'Any time',
  lastDays: '{count, plural, =1 {Today} other {Last # days}}',
  chooseDates: 'Choose dates…',
  datesOf: '{name}: first and last day',
  calendar: 'Calendar',
  requestedBy: 'From {name}',
  chipOf: '{name}: {value}',
}
