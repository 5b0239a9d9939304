/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** How a file can be displayed. */
export type AttachmentKind =
  /** Audio that browsers can play. */
  | 'AUDIO'
  /** Any other file, which can only be downloaded. */
  | 'FILE'
  /** A picture that browsers can display and the server could decode. */
  | 'IMAGE'
  /** A file that is not stored here: only its original address is known. */
  | 'LINK'
  /** A PDF. */
  | 'PDF'
  /** A video that browsers can play. */
  | 'VIDEO';

/** How a dispute was decided. */
export type CaseOutcome =
  /** Each side gets a part of what it asked for. */
  | 'COMPROMISE'
  /** There is nothing to decide. */
  | 'DISMISSED'
  /** For the requester. */
  | 'FOR_REQUESTER'
  /** For the shop. */
  | 'FOR_SHOP';

/** Why the provider of a meeting could not be updated. */
export type MeetingProblemReason =
  /** Google did not accept the desk’s credentials. */
  | 'CREDENTIALS_REFUSED'
  /** Google no longer accepts the desk’s credentials. An administrator must renew them. */
  | 'CREDENTIALS_REVOKED'
  /** The session was imported without a link. */
  | 'IMPORTED'
  /** Google’s response was incomplete. */
  | 'INCOMPLETE'
  /** The provider has not created the meeting in time. */
  | 'LATE'
  /** Google’s usage limit has been reached. */
  | 'LIMIT_REACHED'
  /** Google does not allow the desk to change this calendar. */
  | 'NOT_ALLOWED'
  /** Google Calendar is not configured any more. */
  | 'NOT_CONFIGURED'
  /** The calendar in GOOGLE_CALENDAR_ID does not exist. */
  | 'NO_CALENDAR'
  /** Google could not create a Meet conference for the event. */
  | 'NO_CONFERENCE'
  /** The meeting could not be arranged. */
  | 'OTHER'
  /** Google had an error. */
  | 'PROVIDER_FAULT'
  /** Google rejected the event. */
  | 'REJECTED'
  /** Google could not be reached, or did not answer in time. */
  | 'UNREACHABLE';

/** A provider of meetings. */
export type MeetingProvider =
  /** Google Meet, with an event in a Google calendar. */
  | 'GOOGLE_MEET'
  /** A room on a Jitsi server. */
  | 'JITSI'
  /** A link that was entered by hand. */
  | 'LINK';

/** Whether the provider of a meeting has the current state of the session. */
export type MeetingState =
  /** The provider could not be updated. Staff see the reason and can retry. */
  | 'FAILED'
  /** The provider is being updated. */
  | 'PENDING'
  /** The provider is up to date. */
  | 'READY';

/** One of the two sides of a dispute. */
export type PartySide =
  /** The requester’s side. */
  | 'REQUESTER'
  /** The people of the shop. */
  | 'SHOP';

/** The role of a user. */
export type Role =
  /** Staff who run the desk. */
  | 'ADMIN'
  /** Staff who answer tickets; in a counselling desk, a counsellor. */
  | 'AGENT'
  /** A customer; in a counselling desk, a student. */
  | 'BUYER'
  /** A merchant. */
  | 'SELLER';

/** Whether a session took place. */
export type SessionOutcome =
  /** It took place. */
  | 'HELD'
  /** A person did not attend. */
  | 'MISSED';

/** A response to an invitation. */
export type SessionResponse =
  /** The person will attend. */
  | 'ACCEPTED'
  /** The person will not attend. */
  | 'DECLINED'
  /** The person proposes another time. */
  | 'PROPOSED';

/** Whom a ticket is addressed to. */
export type TicketRecipient =
  /** The shop. Staff answer once they are asked in. */
  | 'SHOP'
  /** The platform. */
  | 'STAFF';

/** A side of a ticket. */
export type TicketSide =
  /** The requester, and those who have joined them. */
  | 'REQUESTER'
  /** The people of the shop. */
  | 'SHOP'
  /** Agents and admins. */
  | 'STAFF';

/** The status of a ticket. */
export type TicketStatus =
  /** Ended; a reply reopens it. */
  | 'CLOSED'
  /** Being worked on. */
  | 'IN_PROGRESS'
  /** Open. */
  | 'OPEN'
  /** Answered; a reply reopens it. */
  | 'RESOLVED';

export type TicketSectionsQueryVariables = Exact<{
  id: string;
  isStaff: boolean;
}>;


export type TicketSectionsQuery = { ticket: { id: string, lastSeq: number, number: string, status: TicketStatus, viewerSide: TicketSide, shopTakesPart: boolean, shopResponseDueAt: string | null, viewerCanEscalate: boolean, viewerNeedsReasonToEscalate: boolean, viewerCanRate: boolean, viewerIsAskedToRate: boolean, addressedTo: TicketRecipient, order: string | null, sessions: Array<{ id: string, startsAt: string, endsAt: string, timeZone: string, provider: MeetingProvider, joinUrl: string, hasMeetingLink: boolean, meetingState: MeetingState, meetingProblemReason: MeetingProblemReason | null, meetingIsRetried: boolean, cancelledAt: string | null, outcome: SessionOutcome | null, outcomeNote: string | null, icsUrl: string, host: { id: string, name: string, isErased: boolean }, responses: Array<{ response: SessionResponse | null, proposedStartsAt: string | null, user: { id: string, name: string, isErased: boolean } }> }>, attachments: Array<{ id: string, fileName: string, contentType: string, kind: AttachmentKind, isRecording: boolean, sizeBytes: number, url: string, thumbnailUrl: string | null, width: number | null, height: number | null, durationSeconds: number | null, pages: number | null }>, requester: { id: string, name: string, isErased: boolean }, seller: { id: string, shopName: string, isErased: boolean, isClosed: boolean, members: Array<{ id: string, name: string, isErased: boolean, role: Role, avatarUrl: string | null }> } | null, case: { side: PartySide, reason: string, isAfterDeadline: boolean, escalatedAt: string, dueAt: string | null, outcome: CaseOutcome | null, decisionReason: string | null, decidedAt: string | null, appealableUntil: string | null, viewerCanRequestEvidence: boolean, viewerCanDecide: boolean, viewerCanAppeal: boolean, escalatedBy: { id: string, name: string, isErased: boolean }, decidedBy: { id: string, name: string, isErased: boolean } | null, decisions: Array<{ outcome: CaseOutcome, reason: string, decidedAt: string, decidedBy: { id: string, name: string, isErased: boolean } | null }>, appeals: Array<{ side: PartySide, reason: string, appealedAt: string, appealedBy: { id: string, name: string, isErased: boolean } | null }>, evidenceRequests: Array<{ id: string, from: PartySide, text: string, requestedAt: string, dueAt: string, answeredAt: string | null, isOverdue: boolean }> } | null, rating: { score: number, comment: string | null, ratedAt: string, isCurrent: boolean } | null, shopAssignee: { id: string, name: string, isErased: boolean, role: Role, avatarUrl: string | null } | null } & { id?: string, legalHold?: { reason: string, setAt: string, setBy: { id: string, name: string, isErased: boolean } | null } | null } | null };


export const TicketSectionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TicketSections"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"isStaff"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeq"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DisputedTicket"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RatedTicket"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TicketShop"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TicketHold"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"isStaff"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attachments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AttachmentFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DisputedTicket"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"viewerSide"}},{"kind":"Field","name":{"kind":"Name","value":"shopTakesPart"}},{"kind":"Field","name":{"kind":"Name","value":"shopResponseDueAt"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanEscalate"}},{"kind":"Field","name":{"kind":"Name","value":"viewerNeedsReasonToEscalate"}},{"kind":"Field","name":{"kind":"Name","value":"requester"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"shopName"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"case"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CaseFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaseFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Case"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"isAfterDeadline"}},{"kind":"Field","name":{"kind":"Name","value":"escalatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"decisionReason"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"appealableUntil"}},{"kind":"Field","name":{"kind":"Name","value":"escalatedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"appeals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"appealedAt"}},{"kind":"Field","name":{"kind":"Name","value":"appealedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidenceRequests"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EvidenceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanRequestEvidence"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanDecide"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanAppeal"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EvidenceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EvidenceRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"isOverdue"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RatedTicket"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanRate"}},{"kind":"Field","name":{"kind":"Name","value":"viewerIsAskedToRate"}},{"kind":"Field","name":{"kind":"Name","value":"rating"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RatingFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RatingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rating"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}},{"kind":"Field","name":{"kind":"Name","value":"ratedAt"}},{"kind":"Field","name":{"kind":"Name","value":"isCurrent"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TicketShop"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"addressedTo"}},{"kind":"Field","name":{"kind":"Name","value":"shopTakesPart"}},{"kind":"Field","name":{"kind":"Name","value":"viewerSide"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"requester"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"shopName"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"isClosed"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"shopAssignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TicketHold"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"legalHold"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"setAt"}},{"kind":"Field","name":{"kind":"Name","value":"setBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"joinUrl"}},{"kind":"Field","name":{"kind":"Name","value":"hasMeetingLink"}},{"kind":"Field","name":{"kind":"Name","value":"meetingState"}},{"kind":"Field","name":{"kind":"Name","value":"meetingProblemReason"}},{"kind":"Field","name":{"kind":"Name","value":"meetingIsRetried"}},{"kind":"Field","name":{"kind":"Name","value":"cancelledAt"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"outcomeNote"}},{"kind":"Field","name":{"kind":"Name","value":"icsUrl"}},{"kind":"Field","name":{"kind":"Name","value":"host"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"responses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"proposedStartsAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AttachmentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Attachment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"isRecording"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"pages"}}]}}]} as unknown as DocumentNode;

export function useTicketSectionsQuery(options: Omit<Urql.UseQueryArgs<TicketSectionsQueryVariables>, 'query'>) {
  return Urql.useQuery<TicketSectionsQuery, TicketSectionsQueryVariables>({ query: TicketSectionsDocument, ...options });
};