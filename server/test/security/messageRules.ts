/** Who sees the fields of messages (rules.ts). */
export const MESSAGE_FIELDS = {
  Message: {
    participants:
      'id clientId ticket author senderRole audience body createdAt readBy attachments mentions viaEmail reactions',
    participantsOrNull: 'editedAt deletedAt quoted',
    staffOrNull: 'originalMailUrl',
  },
  Reaction: { participants: 'emoji users' },
  Attachment: {
    participants: 'id fileName contentType kind isRecording size sizeBytes url previewState createdAt',
    participantsOrNull: 'thumbnailUrl width height durationSeconds pages',
  },
}
