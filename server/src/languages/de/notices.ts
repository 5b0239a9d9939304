import type { NoticeWords, Texts } from '../texts.ts'

const RESPONSES: Record<string, string> = {
  accepted: 'hat zugesagt',
  declined: 'hat abgesagt',
  proposed: 'hat eine andere Zeit vorgeschlagen',
}

const STATUSES: Record<string, string> = {
  open: 'offen',
  in_progress: 'in Bearbeitung',
  resolved: 'gelöst',
  closed: 'geschlossen',
}

/** The sentences of notifications. */
export const notices: Texts['notices'] = {
  someone: 'Jemand',
  conversation: 'einer Unterhaltung',
  yourTicket: (ticket) => `Ihrem Ticket ${ticket}`,
  request: (ticket) => (ticket ? `um Teilnahme an ${ticket}` : 'um einen Chat'),
  sentences: {
    reply: ({ who, yourTicket, count }) =>
      count === 1 ? `${who} hat in ${yourTicket} geantwortet` : `${count} neue Antworten in ${yourTicket}`,
    opened: ({ who, ticket, isYours }) => `${who} hat ${isYours ? 'für Sie ' : ''}das Ticket ${ticket} erstellt`,
    status: statusText,
    assigned: ({ actor, ticket }) =>
      actor ? `${actor} hat Ihnen ${ticket} zugewiesen` : `${ticket} wurde Ihnen zugewiesen`,
    mention: ({ who, ticket, count }) =>
      count === 1 ? `${who} hat Sie in ${ticket} erwähnt` : `Sie wurden in ${ticket} ${count}-mal erwähnt`,
    note: ({ who, ticket, count }) =>
      count === 1 ? `${who} hat in ${ticket} eine Notiz hinterlassen` : `${count} neue Notizen in ${ticket}`,
    chat_request: ({ who, request, count }) =>
      count === 1 ? `${who} bittet ${request}` : `${count} Personen bitten ${request}`,
    chat_decision: ({ who, request, data }) =>
      `${who} hat Ihre Bitte ${request} ${data.to === 'accepted' ? 'angenommen' : 'abgelehnt'}`,
    scheduled_message_held: ({ ticket, data }) =>
      data.reason === 'answered'
        ? `Ihre geplante Antwort in ${ticket} wurde nicht gesendet, weil jemand vorher geantwortet hat`
        : `Ihre geplante Antwort in ${ticket} konnte nicht gesendet werden`,
    session_scheduled: ({ who, yourTicket }) => `${who} hat in ${yourTicket} einen Termin geplant`,
    session_moved: ({ who, yourTicket }) => `${who} hat den Termin in ${yourTicket} verschoben`,
    session_cancelled: ({ who, yourTicket }) => `${who} hat den Termin in ${yourTicket} abgesagt`,
    session_reminder: ({ yourTicket, data }) =>
      `Der Termin in ${yourTicket} beginnt in ${data.to === 'soon' ? '10 Minuten' : '24 Stunden'}`,
    session_response: ({ who, ticket, data }) =>
      `${who} ${RESPONSES[data.to ?? ''] ?? 'hat geantwortet'}: Termin in ${ticket}`,
    emergency_access: ({ who, yourTicket, data }) => `${who}: Notfallzugriff in ${yourTicket}: „${data.reason ?? ''}“`,
    rating_requested: ({ ticket }) => `Bitte bewerten Sie, wie Ihnen bei ${ticket} geholfen wurde`,
    rated: ({ who, ticket, data }) => `${who} hat ${ticket} bewertet: ${data.to} von 5`,
    shop_ticket: ({ who, ticket, count }) =>
      count === 1
        ? `${who} hat Ihrem Shop in ${ticket} geschrieben`
        : `${count} neue Nachrichten an Ihren Shop in ${ticket}`,
    shop_asked_in: ({ who, ticket }) => `${who} hat Ihren Shop zu ${ticket} hinzugezogen`,
    shop_assigned: ({ who, ticket }) => `${who} hat Ihnen ${ticket} zugewiesen`,
    case_escalated: ({ who, ticket }) => `${who} bittet Sie, in ${ticket} zu entscheiden`,
    shop_reminder: ({ ticket }) => `${ticket} wartet noch auf eine Antwort Ihres Shops`,
    response_overdue: ({ yourTicket }) =>
      `Der Shop hat in ${yourTicket} nicht rechtzeitig geantwortet: Sie können uns einschalten`,
    evidence_requested: ({ who, yourTicket }) => `${who} bittet in ${yourTicket} um Nachweise`,
    case_decided: ({ who, yourTicket }) => `${who} hat den Streitfall in ${yourTicket} entschieden`,
    case_appealed: ({ who, yourTicket }) => `${who} hat in ${yourTicket} Einspruch gegen die Entscheidung eingelegt`,
    case_due: ({ ticket, data }) =>
      data.to === 'evidence'
        ? `Die in ${ticket} angeforderten Nachweise wurden nicht rechtzeitig gesendet`
        : `Die Entscheidung in ${ticket} ist fällig`,
    unassigned: unassignedText,
  },
}

function statusText({ actor, ticket, isYours, data }: NoticeWords): string {
  const status = STATUSES[data.to ?? ''] ?? 'geändert'
  const name = isYours ? `Ihr Ticket ${ticket}` : ticket
  return actor ? `${actor} hat den Status geändert: ${name} ist ${status}` : `${name} ist ${status}`
}

function unassignedText({ ticket, count, data }: NoticeWords): string {
  if (data.reopened) return `${ticket} wurde wieder geöffnet und ist nicht zugewiesen`
  if (count > 1) return `${count} neue Nachrichten im nicht zugewiesenen Ticket ${ticket}`
  return data.opened
    ? `Neues nicht zugewiesenes Ticket ${ticket}`
    : `Neue Nachricht im nicht zugewiesenen Ticket ${ticket}`
}
