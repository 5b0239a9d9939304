import type { OperationTypeNode } from 'graphql'
import { TOKEN_SCOPES, type TokenScope } from '../viewer/tokenScopes.ts'

type Fields = Partial<Record<TokenScope, string>>

/**
 * The scope that an API token needs for each field of Query, Mutation and Subscription. Tokens can use no other fields; a test
 * compares this list with the schema.
 */
const FIELDS: Record<`${OperationTypeNode}`, Fields> = {
  query: {
    read: `activeScreenShares analytics apiTokens attachmentLimits batch chatRequests customerSessions customerTimeline desk deskSettings deskTimeZone iceServers
      knownClientIds macros meetingProviders node notifications pushPublicKey savedViews scheduledMessages screenShareAsks search
      sellers sentScreenShareAsks sessionWarnings shopInvitation shopTickets tagColors teams ticket ticketCounts ticketCursorAt ticketTags tickets users viewer viewerShops`,
    admin:
      'auditLog backgroundJobs inboundMails invitations notificationsOf peopleCounts retentionRules storedMails tagUses',
  },
  mutation: {
    // What everybody can do: write in tickets, and change what is their own.
    write: `acceptShopInvitation answerEvidence appealCase assignInShop cancelChatRequest cancelScheduledMessage cancelShopInvitation
      confirmPhone createApiToken createTicket declineScreenShare deleteMessage editMessage endScreenShare escalate inviteShopMember leaveShop
      leaveTicket markNotificationsRead markRead rateTicket react removePhone removeShopMember reply requestChat requestPhoneCode
      respondToSession revokeApiToken scheduleMessage sendScheduledMessageNow sendScreenShareSignal setNotificationPreference
      setLocale setPicture setPriority setStatus setTyping star startScreenShare subscribeToPush unsubscribeFromPush
      updateNotificationSettings updateScheduledMessage updateTags`,
    // What only staff can do.
    manage: `addParticipant addTimeOff askForScreenShare askShopIn assign cancelBatch cancelSession claim decideCase decideChatRequest
      deleteMacro deleteView handOver moveSession recordSessionOutcome removeParticipant removeTimeOff renameTicket requestEvidence retryMeeting
      saveMacro saveView scheduleSession setAway setConfidential setNotes setType setWorkingHours startBatch unclaim undoBatch
      updateTickets`,
    admin: `addTeam cancelInvitation changeRole closeShop createServiceAccount deleteConversation deleteRetentionRule deleteTag
      disablePerson enablePerson enableRetentionRule erasePerson invitePerson liftLegalHold mergeTags renamePerson renameTag renameTeam reopenShop requestEmergencyAccess resendInvitation
      resetSecondFactor restoreTeam retireTeam retryBackgroundJob saveRetentionRule setDeskLogo setDeskSettings setExpertise setLegalHold setLoadLimit setTagColor setTeamAssignment
      upsertPeople`,
  },
  subscription: {
    read: `analyticsChanged batchProgress chatRequestChanged inboxEvents macroChanged notificationAdded participationChanged presence
      savedViewChanged scheduledMessageChanged screenShareAsked screenShareChanged screenShareDeclined screenShareSignal starChanged tagChanged teamChanged viewerStateChanged
      ticketEvents unreadNotifications userChanged`,
    admin: 'personChanged',
  },
}

/** The fields of each operation type with their scopes. */
export const FIELD_SCOPES = Object.fromEntries(
  Object.entries(FIELDS).map(([type, fields]) => [type, byField(fields)]),
) as Record<`${OperationTypeNode}`, ReadonlyMap<string, TokenScope>>

function byField(fields: Fields): ReadonlyMap<string, TokenScope> {
  const names = (scope: TokenScope) => fields[scope]?.split(/\s+/) ?? []
  return new Map(TOKEN_SCOPES.flatMap((scope) => names(scope).map((name) => [name, scope] as const)))
}
