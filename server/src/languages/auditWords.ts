/** What the audit log says in one language, as noun phrases or as sentences without a subject. `person` is null for the actor. */
export interface AuditWords {
  unknownUser: string
  aTicket: string
  aShop: string
  token: (name: string | null) => string
  signedIn: string
  signInFailed: (person: string | null) => string
  signInProblems: Readonly<Record<'DISABLED' | 'RATE_LIMITED', string>>
  moreTimes: (count: number) => string
  signedOut: (person: string | null) => string
  passwordChanged: (person: string | null) => string
  emailChanged: (person: string | null) => string
  factorOn: (person: string | null) => string
  factorOff: (person: string | null) => string
  factorReset: (person: string | null) => string
  passkeyAdded: (person: string | null) => string
  passkeyRemoved: (person: string | null) => string
  /** On the server, without an actor. */
  tokenWasIssued: (token: string, person: string) => string
  tokenWasRevoked: (token: string, person: string) => string
  tokenIssued: (token: string, person: string | null) => string
  tokenRevoked: (token: string, person: string | null) => string
  tokenUsed: (token: string) => string
  personAdded: (person: string, role: string) => string
  roleChanged: (from: string, to: string, person: string | null) => string
  personDisabled: (person: string) => string
  personEnabled: (person: string) => string
  emergencyAccess: (ticket: string, reason: string) => string
  madeConfidential: (ticket: string) => string
  madeVisible: (ticket: string) => string
  messageDeleted: (ticket: string) => string
  conversationDeleted: (ticket: string, messages: number) => string
  ticketsChanged: (tickets: number, what: string) => string
  ticketsRestored: (tickets: number) => string
  changes: Readonly<Record<string, string>>
  settingsChanged: (changes: string) => string
  setting: (name: string, from: string, to: string) => string
  settings: Readonly<Record<string, string>>
  values: Readonly<Record<'on' | 'off' | 'never' | 'default', string>>
  invited: (person: string, role: string) => string
  invitedAgain: (person: string) => string
  invitationWithdrawn: (person: string) => string
  invitationAccepted: (role: string) => string
  ticketExported: (ticket: string) => string
  personExported: (person: string) => string
  personErased: (person: string) => string
  holdSet: (ticket: string) => string
  holdLifted: (ticket: string) => string
  ruleDeleted: (kind: string, days: number) => string
  ruleChanged: (kind: string, days: number, state: string) => string
  tagRenamed: (tag: string, name: string) => string
  tagsMerged: (tag: string, into: string) => string
  tagDeleted: (tag: string) => string
  /** Null for no colour any more. */
  tagColoured: (tag: string, color: string | null) => string
  teamRenamed: (team: string, title: string) => string
  teamRetired: (team: string, into: string) => string
  teamRestored: (team: string) => string
  shopInvited: (shop: string) => string
  shopInvitationWithdrawn: (shop: string) => string
  shopJoined: (shop: string) => string
  shopAdded: (shop: string, person: string) => string
  shopLeft: (shop: string) => string
  shopRemoved: (shop: string, person: string) => string
  shopClosed: (shop: string) => string
  shopReopened: (shop: string) => string
  refused: (what: string, code: string | undefined) => string
}
