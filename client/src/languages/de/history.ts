import type { Translation } from '../translation.ts'

export default {
  MessageEntry: '{actor}: Nachricht gesendet',
  PriorityEntry:
    '{actor}: Priorität von {priorityFrom, select, LOW {niedrig} MEDIUM {mittel} other {hoch}} auf {priorityTo, select, LOW {niedrig} MEDIUM {mittel} other {hoch}} geändert',
  ScreenShareEntry:
    '{started, select, true {{actor}: Bildschirmfreigabe gestartet} other {{hasActor, select, true {{actor}: Bildschirmfreigabe beendet} other {Die Bildschirmfreigabe endete, weil die Verbindung abbrach}}}}',
  ConfidentialEntry:
    '{confidential, select, true {{actor}: Ticket als vertraulich markiert} other {{actor}: Ticket für alle Mitarbeiter sichtbar gemacht}}',
  EmergencyAccessEntry: '{actor}: Ticket mit Notfallzugriff geöffnet: „{emergencyReason}“',
  LegalHoldEntry: '{held, select, true {{actor}: Löschsperre gesetzt} other {{actor}: Löschsperre aufgehoben}}',
  you: 'Sie',
  youObject: 'Sie',
  system: 'System',
  someone: 'jemand',
  service: '{name} (Dienstkonto)',
  status: {
    OPEN: 'offen',
    IN_PROGRESS: 'in Bearbeitung',
    RESOLVED: 'gelöst',
    CLOSED: 'geschlossen',
  },
  opened: '{actor}: Ticket erstellt',
  closed: '{actor}: Ticket geschlossen',
  resolved: '{actor}: Ticket gelöst',
  reopened: '{actor}: Ticket wieder geöffnet',
  statusChanged: '{actor}: Status von {from} auf {to} geändert',
  tagsAdded: '{actor}: {count, plural, one {Schlagwort} other {Schlagwörter}} {tags} hinzugefügt',
  tagsRemoved: '{actor}: {count, plural, one {Schlagwort} other {Schlagwörter}} {tags} entfernt',
  tagsReplaced:
    '{actor}: {count, plural, one {Schlagwort} other {Schlagwörter}} {tags} hinzugefügt, {removedCount, plural, one {Schlagwort} other {Schlagwörter}} {removedTags} entfernt',
  tagsChanged: '{actor}: Schlagwörter geändert',
  claimed: '{actor}: Ticket übernommen',
  assigned: '{actor}: Ticket an {person} zugewiesen',
  assignedAutomatically:
    'An {person} zugewiesen{reason, select, ROUND_ROBIN { (automatisch: als Nächstes an der Reihe im Team)} WAITING_LONGEST { (automatisch: am längsten gewartet)} other {}}',
  unassigned: '{actor}: Ticket in die Warteschlange zurückgegeben',
  moved: '{actor}: Ticket an {team} verschoben',
  movedAutomatically: 'An {team} verschoben: Dieses Team hat ein stillgelegtes abgelöst',
  movedAndAssigned: '{actor}: Ticket an {team} verschoben und an {person} zugewiesen',
  returned: 'Zurück in der Warteschlange',
  claimExpired:
    '{self, select, true {Zurück in der Warteschlange, weil Sie {minutes, plural, one {# Minute} other {# Minuten}} abwesend waren} other {Zurück in der Warteschlange, weil {person} {minutes, plural, one {# Minute} other {# Minuten}} abwesend war}}',
  theAssignee: 'die zugewiesene Person',
  assigneeUnavailable: 'Zurück in der Warteschlange, weil an {person} keine Tickets mehr zugewiesen werden können',
  shopAskedIn: '{actor}: {shop} hinzugezogen (nur neue Nachrichten)',
  shopAskedInFully: '{actor}: {shop} hinzugezogen (gesamter Verlauf)',
  theShop: 'der Shop',
  shopAssigned: '{actor}: Ticket im Shop an {person} zugewiesen',
  shopTaken: '{actor}: Ticket für den Shop übernommen',
  shopUnassigned: '{actor}: Zuweisung im Shop aufgehoben',
  joinRequested: '{actor}: Teilnahme angefragt',
  joinWithdrawn: '{actor}: Anfrage zur Teilnahme zurückgezogen',
  joinDeclined:
    '{actor}: {self, select, true {Ihre Anfrage zur Teilnahme} other {Anfrage von {person} zur Teilnahme}} abgelehnt',
  joinAccepted:
    '{actor}: {self, select, true {Ihre Anfrage zur Teilnahme} other {Anfrage von {person} zur Teilnahme}} angenommen (nur neue Nachrichten)',
  joinAcceptedFully:
    '{actor}: {self, select, true {Ihre Anfrage zur Teilnahme} other {Anfrage von {person} zur Teilnahme}} angenommen (gesamter Verlauf)',
  chatAccepted:
    '{actor}: {self, select, true {Ihre Anfrage} other {Anfrage von {person}}} nach einem Live-Chat angenommen',
  added: '{actor}: {person} hinzugefügt',
  removed: '{actor}: {person} entfernt',
  left: '{actor}: Ticket verlassen',
  sessionScheduled: '{actor}: Termin geplant',
  sessionMoved: '{actor}: Termin auf {when} verschoben',
  sessionCancelled: '{actor}: Termin abgesagt',
  sessionAccepted: '{actor}: Termin zugesagt',
  sessionDeclined: '{actor}: Termin abgelehnt',
  sessionProposed: '{actor}: andere Zeit für den Termin vorgeschlagen: {when}',
  sessionHeld: '{actor}: Termin hat stattgefunden',
  sessionMissed: '{actor}: Termin wurde verpasst',
  rated: '{actor}: Ticket mit {score} von 5 bewertet',
  ratingChanged: '{actor}: Bewertung von {previous} auf {score} von 5 geändert',
  ratingCommented: '{actor}: Bewertung kommentiert',
  ratingCommentRemoved: '{actor}: Kommentar zur Bewertung entfernt',
  escalated: '{actor}: {desk} eingeschaltet',
  escalatedLate: '{actor}: {desk} eingeschaltet, weil der Shop nicht rechtzeitig geantwortet hatte',
  shopOverdue:
    '{reader, select, BUYER {Der Shop hat nicht rechtzeitig geantwortet. Sie können {desk} einschalten} SELLER {Der Shop hat nicht rechtzeitig geantwortet. Der Kunde kann {desk} einschalten} other {Der Shop hat nicht rechtzeitig geantwortet}}',
  evidenceRequested:
    '{actor}: Nachweise von {reader, select, BUYER {Ihnen} SELLER {Ihnen} other {{side, select, SHOP {dem Shop} other {dem Anfragenden}}}} angefordert',
  evidenceAnswered: '{actor}: Anforderung von Nachweisen als beantwortet markiert',
  caseDecided:
    '{actor}: Streitfall entschieden: {outcome, select, FOR_REQUESTER {zugunsten {reader, select, BUYER {von Ihnen} other {des Kunden}}} FOR_SHOP {zugunsten des Shops} COMPROMISE {Kompromiss} other {abgewiesen}}',
  appealDecided:
    '{actor}: über den Einspruch entschieden: {outcome, select, FOR_REQUESTER {zugunsten {reader, select, BUYER {von Ihnen} other {des Kunden}}} FOR_SHOP {zugunsten des Shops} COMPROMISE {Kompromiss} other {abgewiesen}}',
  caseAppealed: '{actor}: Einspruch gegen die Entscheidung eingelegt',
  updated: '{actor}: Ticket aktualisiert',
  renamed: '{actor}: Ticket von „{from}“ in „{to}“ umbenannt',
  renamedOnly: '{actor}: Ticket umbenannt',
} satisfies Translation<'history'>
