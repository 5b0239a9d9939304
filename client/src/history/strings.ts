/** Strings of the ticket history, one sentence for each kind of event. */
export const historyStrings = {
  // By the GraphQL type of the event, where one sentence with the event's fields says it all; historyText.ts chooses the others.
  MessageEntry: '{actor} sent a message',
  PriorityEntry:
    '{actor} changed the priority from {priorityFrom, select, LOW {low} MEDIUM {medium} other {high}} to {priorityTo, select, LOW {low} MEDIUM {medium} other {high}}',
  ScreenShareEntry:
    '{started, select, true {{actor} started screen sharing} other {{hasActor, select, true {{actor} stopped screen sharing} other {Screen sharing ended because the connection was lost}}}}',
  ConfidentialEntry:
    '{confidential, select, true {{actor} made this ticket confidential} other {{actor} made this ticket visible to all staff}}',
  EmergencyAccessEntry: '{actor} opened this ticket with emergency access: “{emergencyReason}”',
  LegalHoldEntry: '{held, select, true {{actor} set a legal hold} other {{actor} lifted the legal hold}}',

  you: 'You',
  /** As the object of a sentence: "Ann added you". */
  youObject: 'you',
  system: 'System',
  someone: 'someone',
  service: '{name} (service account)',

  status: { OPEN: 'open', IN_PROGRESS: 'in progress', RESOLVED: 'resolved', CLOSED: 'closed' },

  opened: '{actor} opened this ticket',
  closed: '{actor} closed this ticket',
  resolved: '{actor} resolved this ticket',
  reopened: '{actor} reopened this ticket',
  statusChanged: '{actor} changed the status from {from} to {to}',

  renamed: '{actor} renamed this ticket from “{from}” to “{to}”',
  renamedOnly: '{actor} renamed this ticket',

  tagsAdded: '{actor} added the {count, plural, one {tag} other {tags}} {tags}',
  tagsRemoved: '{actor} removed the {count, plural, one {tag} other {tags}} {tags}',
  tagsReplaced:
    '{actor} added the {count, plural, one {tag} other {tags}} {tags} and removed the {removedCount, plural, one {tag} other {tags}} {removedTags}',
  tagsChanged: '{actor} changed the tags',

  claimed: '{actor} claimed this ticket',
  assigned: '{actor} assigned this ticket to {person}',
  assignedAutomatically:
    'Assigned to {person}{reason, select, ROUND_ROBIN { automatically: next in the team’s rotation} WAITING_LONGEST { automatically: it had waited longest} other {}}',
  unassigned: '{actor} returned this ticket to the queue',
  moved: '{actor} moved this ticket to {team}',
  movedAutomatically: 'Moved to {team}, which took over from a retired team',
  movedAndAssigned: '{actor} moved this ticket to {team} and assigned it to {person}',
  returned: 'Returned to the queue',
  claimExpired:
    'Returned to the queue because {self, select, true {you were} other {{person} was}} away for {minutes, plural, one {# minute} other {# minutes}}',
  theAssignee: 'the assignee',
  assigneeUnavailable: 'Returned to the queue because {person} can no longer be assigned tickets',

  shopAskedIn: '{actor} asked {shop} to join (new messages only)',
  shopAskedInFully: '{actor} asked {shop} to join (full history)',
  theShop: 'the shop',
  shopAssigned: '{actor} assigned this ticket to {person} in the shop',
  shopTaken: '{actor} took this ticket for the shop',
  shopUnassigned: '{actor} unassigned this ticket in the shop',

  joinRequested: '{actor} requested to join',
  joinWithdrawn: '{actor} withdrew the request to join',
  joinDeclined: '{actor} declined {self, select, true {your} other {{person}’s}} request to join',
  joinAccepted: '{actor} accepted {self, select, true {your} other {{person}’s}} request to join (new messages only)',
  joinAcceptedFully: '{actor} accepted {self, select, true {your} other {{person}’s}} request to join (full history)',
  chatAccepted: '{actor} accepted {self, select, true {your} other {{person}’s}} live chat request',

  added: '{actor} added {person}',
  removed: '{actor} removed {person}',
  left: '{actor} left this ticket',

  sessionScheduled: '{actor} scheduled a session',
  sessionMoved: '{actor} moved the session to {when}',
  sessionCancelled: '{actor} cancelled the session',
  sessionAccepted: '{actor} accepted the session',
  sessionDeclined: '{actor} declined the session',
  sessionProposed: '{actor} proposed another time for the session: {when}',
  sessionHeld: '{actor} recorded that the session took place',
  sessionMissed: '{actor} recorded that the session was missed',
  rated: '{actor} rated this ticket {score} of 5',
  ratingChanged: '{actor} changed the rating from {previous} to {score} of 5',
  ratingCommented: '{actor} commented on the rating',
  ratingCommentRemoved: '{actor} removed the comment on the rating',
  escalated: '{actor} asked {desk} to step in',
  escalatedLate: '{actor} asked {desk} to step in, because the shop had not answered in time',
  shopOverdue:
    '{reader, select, BUYER {The shop has not answered in time. You can ask {desk} to step in} SELLER {The shop has not answered in time. The customer can ask {desk} to step in} other {The shop has not answered in time}}',
  evidenceRequested:
    '{actor} asked {reader, select, BUYER {you} SELLER {you} other {the {side, select, SHOP {shop} other {requester}}}} for evidence',
  evidenceAnswered: '{actor} marked the request for evidence as answered',
  caseDecided:
    '{actor} decided the dispute: {outcome, select, FOR_REQUESTER {in favour of {reader, select, BUYER {you} other {the customer}}} FOR_SHOP {in favour of the shop} COMPROMISE {a compromise} other {dismissed}}',
  appealDecided:
    '{actor} decided the appeal: {outcome, select, FOR_REQUESTER {in favour of {reader, select, BUYER {you} other {the customer}}} FOR_SHOP {in favour of the shop} COMPROMISE {a compromise} other {dismissed}}',
  caseAppealed: '{actor} appealed the decision',
  updated: '{actor} updated this ticket',
}
