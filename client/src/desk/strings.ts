/** Strings of the desk settings. */
export const deskStrings = {
  settings: 'Desk settings',
  failed: 'The settings couldn’t be loaded.',
  notSaved: 'Your change couldn’t be saved. Try again.',
  saved: 'Settings saved.',

  look: 'Name and look',
  name: 'Name of the desk',
  nameHint: 'On every page and in mails.',
  logo: 'Logo',
  logoHint: 'PNG, JPEG, WebP or SVG. Shown on the sign-in page, above the navigation and in mails, always on white.',
  noLogo: 'No logo',
  chooseLogo: 'Choose a logo',
  changeLogo: 'Change',
  removeLogo: 'Remove',
  notPicture: 'This file isn’t a picture that your browser can read.',
  accent: 'Accent colour',
  accents: {
    INDIGO: 'Indigo',
    BLUE: 'Blue',
    TEAL: 'Teal',
    GREEN: 'Green',
    AMBER: 'Amber',
    RED: 'Red',
    PINK: 'Pink',
    VIOLET: 'Violet',
    GRAPHITE: 'Graphite',
  },
  sender: 'Sender of mails',
  senderHint: 'Your mail server must be allowed to send from this address.',
  noMailServer:
    'No mail server is configured yet, so mails are only stored on the server. Set SMTP_URL and MAIL_FROM, then restart (docs/email-outgoing.md).',
  profile: 'Profile',
  profiles: { MARKETPLACE: 'Marketplace: buyers and sellers', COUNSELLING: 'Counselling: students and counsellors' },
  profileHint: 'Determines what roles are called.',

  claimKept: 'Release claims after',
  claimKeptHint:
    'When an agent is away this long, the tickets they claimed return to the queue. Tickets assigned by someone else stay assigned.',
  forEver: 'Never',
  minutes: '{count, plural, one {# minute} other {# minutes}}',
  hours: '{count, plural, one {# hour} other {# hours}}',
  days: '{count, plural, one {# day} other {# days}}',

  messageDeletion: 'Authors can delete a message for',
  messageDeletionHint:
    'After it was sent. The conversation shows that a message was deleted. Admins can delete every message at any time.',
  notAtAll: 'Not at all',

  ratingDelay: 'Ask for a rating after',
  ratingDelayHint:
    'This long after a ticket is resolved, its requester is asked to rate it, at most once in 30 days. They can always rate on their own.',
  atOnce: 'At once',

  disputes: 'Disputes',
  shopResponseHours: 'Shops answer within',
  shopResponseHint:
    'Shops are reminded after half of this time. After it, customers can ask you to step in without giving a reason.',
  noDeadline: 'No deadline',
  caseDecisionHours: 'Decide disputes within',
  appealDays: 'Decisions can be appealed for',
  disputeTeam: 'Team for disputes',
  ownTeam: '“Disputes”, or else the ticket’s own team',

  privacy: 'Privacy',
  privacyOpen: 'All staff see all tickets, except confidential ones.',
  privacyParticipants:
    'Staff see only tickets that they take part in, and the unclaimed queue. Whoever runs the server chose this.',
  queueReadable: 'Show messages of unclaimed tickets',
  queueReadableHint: 'Otherwise, staff must claim a ticket to read it.',
  removeLocation: 'Remove location from photos and videos',
  removeLocationHint: 'New photos and videos are uploaded without location data. Files sent earlier don’t change.',

  searchLanguage: 'Search language',
  searchLanguageHint:
    'Search finds other forms of a word in this language, such as “refunds” for “refund”. After a change, everything is indexed again in the background.',
  noLanguage: 'None (exact words)',
  timeZoneHint: 'Analytics counts the days of this time zone.',

  staffSecondFactor: 'Require a second factor of agents and admins',
  staffSecondFactorHint:
    'Whoever has none is asked to set it up on the account page before they can go on. Set up your own first.',

  signUp: 'Accounts without an invitation',
  signUps: { OFF: 'Nobody', OPEN: 'Everybody', DOMAINS: 'Addresses of certain domains' },
  signUpHint:
    'People can create an account on the sign-in page. They confirm their email address first. Staff and sellers are always invited.',
  domains: 'Domains',
  save: 'Save',
  backupsKept: 'Daily backups',
  backupsKeptHint: 'The database and all files are backed up once a day, on the server.',
  keep: 'Keep {count, plural, one {the latest} other {the latest #}}',
  noBackups: 'Off',
  lastBackup: 'Last backup: {time}',
  noBackupYet: 'No backup yet: the first one is made within an hour.',
  backupFailed: 'The latest backup failed: {reason}',

  teams: 'Teams',
  teamsHint:
    'Route tickets to teams and filter the list by team. With round robin, unassigned tickets are assigned in turn to members who are online, at work and below their limit.',
  assignmentOf: 'How tickets of {name} are assigned',
  manual: 'Manual',
  roundRobin: 'Round robin',
  newTeam: 'New team',
  add: 'Add',
  thereAlready: 'A team named “{name}” already exists.',
  added: 'Team “{name}” added.',
}
