/** A sentence to follow the actor's name, around the name of another person. */
export interface Sentence {
  before: string
  person: string | null
  after: string
}

/** The words of the page on which a ticket is printed. */
export interface PageWords {
  /** Of dates and numbers. */
  locale: string
  requester: string
  participants: string
  assignee: string
  unassigned: string
  team: string
  shop: string
  status: string
  priority: string
  type: string
  tags: string
  created: string
  resolved: string
  rating: string
  score: (score: number) => string
  legalHold: string
  privateNotes: string
  conversation: string
  internalNote: string
  edited: string
  deleted: string
  system: string
  bytes: (count: string) => string
  /** Roles, statuses, priorities, types and decisions as they are stored; what is missing is shown as it is. */
  values: Readonly<Record<string, string>>
  /** Between the actor's name and the sentence. */
  gap: string
  none: string
  unknownUser: string
  statusChanged: (from: string, to: string) => string
  priorityChanged: (from: string, to: string) => string
  typeChanged: (from: string, to: string) => string
  madeConfidential: string
  madeVisible: string
  emergencyAccess: (reason: string) => string
  renamed: string
  renamedFrom: (from: string, to: string) => string
  rated: (score: string) => string
  tagsAdded: (tags: string) => string
  tagsRemoved: (tags: string) => string
  and: string
  participantAdded: (person: string) => Sentence
  participantRemoved: (person: string) => Sentence
  requestDecided: (how: string) => string
  claimed: string
  unclaimed: string
  assigned: (person: string) => Sentence
  unassignedBy: string
  moved: (team: string) => string
  /** Other kinds of entries. */
  kinds: Readonly<Record<string, string>>
}
