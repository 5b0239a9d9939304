import type { Translation } from '../translation.ts'

export default {
  title: 'Hintergrundaufgaben',
  hint: 'Aufgaben, die warten, laufen oder fehlgeschlagen sind. Erledigte Aufgaben verschwinden aus der Liste.',
  none: 'Keine Aufgaben warten, und keine sind fehlgeschlagen.',
  failed: 'Die Aufgaben konnten nicht geladen werden.',
  task: '{task, select, deliver_notifications {Benachrichtigungen zustellen} send_mail {E-Mail senden} send_scheduled_message {Geplante Nachricht senden} arrange_meeting {Link eines Treffens aktualisieren} remind_of_session {An einen Termin erinnern} assign_new_tickets {Neue Tickets zuweisen} assign_waiting_tickets {Wartende Tickets zuweisen} send_invitation {Einladung senden} continue_batch {Sammelbearbeitung} receive_mail {E-Mail verarbeiten} remove_old_mails {E-Mails aufräumen} end_silent_screen_share {Abgebrochene Bildschirmfreigabe beenden} return_claims {Übernommene Tickets freigeben} collect_files {Entfernte Dateien löschen} collect_orphaned_files {Verwaiste Dateien löschen} back_up {Helpdesk sichern} sweep_screen_shares {Bildschirmfreigaben aufräumen} sweep_live_changes {Live-Aktualisierungen aufräumen} sweep_notifications {Benachrichtigungen aufräumen} remove_old_batches {Sammelbearbeitungen aufräumen} remove_expired_access {Abgelaufene Anmeldungen und Links entfernen} remove_failed_jobs {Alte fehlgeschlagene Aufgaben entfernen} apply_retention {Aufbewahrungsregeln anwenden} erase_people {Personendaten löschen} add_missing_jobs {Nach fehlenden Aufgaben suchen} case_deadline {Frist eines Streitfalls prüfen} ask_for_ratings {Um Bewertungen bitten} end_emergency_access {Notfallzugriff beenden} mail_link {Link per E-Mail senden} send_push {Push-Benachrichtigung senden} send_text {SMS senden} learn_ticket {Aus einem gelösten Ticket lernen} learn_missing_tickets {Aus gelösten Tickets lernen} move_retired_tickets {Tickets stillgelegter Teams verschieben} count_figures {Kennzahlen zählen} sum_up_counts {Anzahlen von Tickets zusammenzählen} count_tickets_afresh {Tickets neu zählen} run_backfills {Eine Aktualisierung abschließen} reindex_search {Für die Suche neu indizieren} other {Sonstige}}',
  state: '{state, select, FAILED {Fehlgeschlagen} RETRYING {Neuer Versuch} RUNNING {Läuft} other {Wartet}}',
  attempts: '{count, plural, =0 {Noch kein Versuch} one {# von {most} Versuchen} other {# von {most} Versuchen}}',
  due: 'Fällig: {time}',
  retry: 'Erneut ausführen',
  retried: 'Die Aufgabe wird jetzt erneut ausgeführt.',
  mails: 'Gespeicherte E-Mails',
  mailsHint: 'Dieser Helpdesk hat keinen Mailserver. E-Mails werden gespeichert, aber nicht gesendet.',
  mailTo: 'An {to} · {time}',
  notRetried: 'Die Aufgabe konnte nicht erneut ausgeführt werden. Versuchen Sie es noch einmal.',
} satisfies Translation<'backgroundJobs'>
