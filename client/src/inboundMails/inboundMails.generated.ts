/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** How a mail was received. */
export type InboundMailChannel =
  /** From the mailbox. */
  | 'IMAP'
  /** By the SMTP listener. */
  | 'SMTP'
  /** By an HTTP request. */
  | 'WEBHOOK';

/** Why a mail was ignored or rejected, or what it became if not a message of its sender. */
export type InboundMailReason =
  /** The receiving mail server found the sender to be forged. */
  | 'AUTHENTICATION_FAILED'
  /** An automatic reply, such as a vacation notice. */
  | 'AUTO_REPLY'
  /** A delivery report. */
  | 'BOUNCE'
  /** An answer to an invitation. */
  | 'CALENDAR_REPLY'
  /** The sender’s account is disabled. */
  | 'DISABLED'
  /** The sender has an invitation that is not accepted yet. */
  | 'INVITED'
  /** Sent by this desk itself, or forwarded in a circle. */
  | 'LOOP'
  /** Sent to a mailing list or in bulk. */
  | 'MAILING_LIST'
  /** The sender no longer has access to the ticket. */
  | 'NO_ACCESS'
  /** It has no usable From address. */
  | 'NO_SENDER'
  /** The message was refused. */
  | 'REFUSED'
  /** It claims to be from staff, which was not verified. */
  | 'STAFF_NOT_VERIFIED'
  /** It is larger than 35 MB. */
  | 'TOO_LARGE'
  /** The sender has sent too many mails within an hour. */
  | 'TOO_MANY'
  /** A reply from an address that is not the person’s: it became an internal note. */
  | 'UNKNOWN_ADDRESS'
  /** Its reply address is not valid. */
  | 'UNKNOWN_RECIPIENT'
  /** It could not be parsed. */
  | 'UNREADABLE';

/** What became of a mail. */
export type InboundMailState =
  /** It became a message, a ticket, a note or the answer to an invitation. */
  | 'ACCEPTED'
  /** It was not written by a person to the desk. */
  | 'IGNORED'
  /** Stored, and about to be processed. */
  | 'RECEIVED'
  /** It is not trusted, not allowed or not usable. */
  | 'REJECTED';

export type MailLineFragment = { id: string, channel: InboundMailChannel, sender: string | null, subject: string | null, state: InboundMailState, reason: InboundMailReason | null, receivedAt: string, originalUrl: string | null };

export type InboundMailsQueryVariables = Exact<{
  states?: Array<InboundMailState> | InboundMailState | null | undefined;
}>;


export type InboundMailsQuery = { inboundMails: { edges: Array<{ node: { id: string, channel: InboundMailChannel, sender: string | null, subject: string | null, state: InboundMailState, reason: InboundMailReason | null, receivedAt: string, originalUrl: string | null } }> } | null };

export const MailLineFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MailLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InboundMail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"sender"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"originalUrl"}}]}}]} as unknown as DocumentNode;
export const InboundMailsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InboundMails"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"states"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InboundMailState"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inboundMails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"states"},"value":{"kind":"Variable","name":{"kind":"Name","value":"states"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MailLine"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MailLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InboundMail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"sender"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"originalUrl"}}]}}]} as unknown as DocumentNode;

export function useInboundMailsQuery(options?: Omit<Urql.UseQueryArgs<InboundMailsQueryVariables>, 'query'>) {
  return Urql.useQuery<InboundMailsQuery, InboundMailsQueryVariables>({ query: InboundMailsDocument, ...options });
};