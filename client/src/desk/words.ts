/** The words of the desk's settings. */
export const deskWords = {
  settings: 'Desk settings',
  failed: 'The settings could not be loaded.',
  notSaved: 'That could not be saved.',
  saved: 'Saved.',

  claimKept: 'Keep a claim while its owner is away',
  claimKeptHint: 'After that the ticket returns to the queue. What was assigned by somebody stays where it is.',
  forEver: 'For ever',
  minutes: '{count, plural, one {# minute} other {# minutes}}',
  hours: '{count, plural, one {# hour} other {# hours}}',
  days: '{count, plural, one {# day} other {# days}}',

  removeLocation: 'Remove location from pictures',
  removeLocationHint:
    'Photos and videos are uploaded without the place where they were taken. Files that were sent before stay as they are.',

  teams: 'Teams',
  teamsHint: 'Tickets are routed to a team, and staff filter by it.',
  newTeam: 'New team',
  add: 'Add',
  thereAlready: 'There is a team “{name}” already.',
  added: 'Team “{name}” is there.',
}
