import type { Messages } from '../translated.ts'

/** Messages about disputes, requests, sessions and shops in German. */
export const caseErrors: Messages = {
  'The request is already answered.': 'Die Anforderung ist bereits beantwortet.',
  'Only the two sides of a dispute can appeal its decision.':
    'Nur die beiden Seiten eines Streitfalls können gegen die Entscheidung Einspruch einlegen.',
  'Your side has already appealed, and each side can appeal once.':
    'Ihre Seite hat bereits Einspruch eingelegt, und jede Seite kann das einmal.',
  'The dispute is not decided.': 'Der Streitfall ist nicht entschieden.',
  'The dispute is decided.': 'Der Streitfall ist entschieden.',
  'The dispute is already decided.': 'Der Streitfall ist bereits entschieden.',
  'The time to appeal is over.': 'Die Frist für den Einspruch ist abgelaufen.',
  'Only staff can decide a dispute.': 'Nur Mitarbeiter können einen Streitfall entscheiden.',
  'An appeal is decided by somebody who has not decided the dispute before.':
    'Über einen Einspruch entscheidet jemand, der den Streitfall noch nicht entschieden hat.',
  'Only the two sides of a ticket with a shop can ask the platform to step in.':
    'Nur die beiden Seiten eines Tickets mit einem Shop können die Plattform um Eingreifen bitten.',
  'The platform was already asked to step in.': 'Die Plattform wurde bereits um Eingreifen gebeten.',
  'Nobody has asked the platform to step in.': 'Niemand hat die Plattform um Eingreifen gebeten.',
  'Only staff can ask for evidence.': 'Nur Mitarbeiter können Nachweise anfordern.',
  'The shop does not take part in this ticket. Ask it in first.':
    'Der Shop nimmt an diesem Ticket nicht teil. Ziehen Sie ihn zuerst hinzu.',
  'Choose a time within the next {n} days.': 'Wählen Sie einen Zeitpunkt innerhalb der nächsten {n} Tage.',
  'Only admins ask for emergency access.': 'Nur Admins fordern Notfallzugriff an.',
  'Only staff who take part in this ticket can do this. Claim it first.':
    'Das können nur Mitarbeiter, die an diesem Ticket beteiligt sind. Übernehmen Sie es zuerst.',
  'This link is incomplete or no longer valid.': 'Dieser Link ist unvollständig oder nicht mehr gültig.',
  'Only the requester can rate a ticket.': 'Nur der Anfragende kann ein Ticket bewerten.',
  'A ticket can be rated once it is resolved.': 'Ein Ticket kann bewertet werden, sobald es gelöst ist.',
  'A rating can be changed for {n} days.': 'Eine Bewertung kann {n} Tage lang geändert werden.',
  'Choose a score from 1 to 5.': 'Wählen Sie eine Bewertung von 1 bis 5.',
  'Only the requester can withdraw a request.': 'Nur der Anfragende kann eine Anfrage zurückziehen.',
  'This request has already been decided.': 'Über diese Anfrage wurde bereits entschieden.',
  '{name} has withdrawn the request.': '{name} hat die Anfrage zurückgezogen.',
  'You have already accepted this request.': 'Sie haben diese Anfrage bereits angenommen.',
  'You have already declined this request.': 'Sie haben diese Anfrage bereits abgelehnt.',
  '{name} has already accepted this request.': '{name} hat diese Anfrage bereits angenommen.',
  '{name} has already declined this request.': '{name} hat diese Anfrage bereits abgelehnt.',
  'Only participants who have joined a ticket can leave it.':
    'Nur Teilnehmer, die einem Ticket beigetreten sind, können es verlassen.',
  'The requester cannot be removed from their ticket.': 'Der Anfragende kann nicht aus seinem Ticket entfernt werden.',
  'Staff can already see every ticket.': 'Mitarbeiter können bereits jedes Ticket sehen.',
  'You have {n} pending requests already. Withdraw one first.':
    'Sie haben bereits {n} offene Anfragen. Ziehen Sie zuerst eine zurück.',
  'Pass either the ticket’s id or its number.': 'Geben Sie entweder die id oder die Nummer des Tickets an.',
  'You are already a participant of this ticket.': 'Sie nehmen bereits an diesem Ticket teil.',
  'Only admins set and lift legal holds.': 'Nur Admins setzen Löschsperren und heben sie auf.',
  'This ticket is under a legal hold. Nothing in it can be deleted.':
    'Für dieses Ticket gilt eine Löschsperre. Nichts darin kann gelöscht werden.',
  'Only staff can ask for a screen share.': 'Nur Mitarbeiter können um eine Bildschirmfreigabe bitten.',
  'Only the person who shares a screen can stop sharing.':
    'Nur wer den Bildschirm freigibt, kann die Freigabe beenden.',
  'The screen is no longer shared.': 'Der Bildschirm wird nicht mehr freigegeben.',
  'Your previous screen share is still ending. Try again.':
    'Ihre vorherige Bildschirmfreigabe wird noch beendet. Versuchen Sie es noch einmal.',
  'The session is over.': 'Der Termin ist vorbei.',
  'The session was cancelled.': 'Der Termin wurde abgesagt.',
  'The session has not started yet.': 'Der Termin hat noch nicht begonnen.',
  'Only those who are invited can respond.': 'Nur Eingeladene können antworten.',
  'Choose the time that you propose.': 'Wählen Sie den Zeitpunkt aus, den Sie vorschlagen.',
  'Only the host and administrators can do this.': 'Das können nur der Gastgeber und Admins.',
  'Google Calendar is not configured.': 'Google Kalender ist nicht eingerichtet.',
  'This provider creates its own link.': 'Dieser Anbieter erstellt seinen eigenen Link.',
  'Enter a link that starts with https://.': 'Geben Sie einen Link ein, der mit https:// beginnt.',
  'A session takes between 5 minutes and 8 hours.': 'Ein Termin dauert zwischen 5 Minuten und 8 Stunden.',
  'Choose a time within two years.': 'Wählen Sie einen Zeitpunkt innerhalb von zwei Jahren.',
  'Choose a time zone like Europe/Berlin.': 'Wählen Sie eine Zeitzone wie Europe/Berlin.',
  'Only sellers can answer for a shop. Accept the invitation with another account.':
    'Nur Verkäufer können für einen Shop antworten. Nehmen Sie die Einladung mit einem anderen Konto an.',
  'This link has been used or withdrawn, or has expired.':
    'Dieser Link wurde verwendet oder zurückgezogen, oder er ist abgelaufen.',
  'This ticket is about no shop.': 'Bei diesem Ticket geht es um keinen Shop.',
  'The shop has filed this ticket itself.': 'Der Shop hat dieses Ticket selbst erstellt.',
  'Only the people of the shop and staff can assign within the shop.':
    'Nur die Personen des Shops und Mitarbeiter können innerhalb des Shops zuweisen.',
  'This person does not belong to the shop.': 'Diese Person gehört nicht zum Shop.',
  'This invitation has already been accepted.': 'Diese Einladung wurde bereits angenommen.',
  'This shop has sent too many invitations. Cancel some, or try again tomorrow.':
    'Dieser Shop hat zu viele Einladungen gesendet. Ziehen Sie einige zurück, oder versuchen Sie es morgen noch einmal.',
  'This address has already been invited to the shop.': 'Diese Adresse wurde bereits in den Shop eingeladen.',
  'The owner of a shop cannot leave it.': 'Der Inhaber eines Shops kann ihn nicht verlassen.',
  'The owner of a shop cannot be removed.': 'Der Inhaber eines Shops kann nicht entfernt werden.',
  'The owner of this shop does not exist.': 'Den Inhaber dieses Shops gibt es nicht.',
  'Only the owner of the shop can change who belongs to it.': 'Nur der Inhaber des Shops kann ändern, wer dazugehört.',
  'Only admins can close and reopen shops.': 'Nur Admins können Shops schließen und wieder öffnen.',
  'There is no such shop.': 'Diesen Shop gibt es nicht.',
  'There is no such seller.': 'Diesen Verkäufer gibt es nicht.',
  'There is no such member.': 'Dieses Mitglied gibt es nicht.',
  'There is no such invitation.': 'Diese Einladung gibt es nicht.',
  'Send a score from 1 to 5.': 'Wählen Sie eine Bewertung von 1 bis 5.',
  'A rating has at most 64 KiB.': 'Die Bewertung ist zu lang (höchstens 64 KiB).',
  'The meeting link is not available yet. Try again in a moment.':
    'Der Link zum Termin ist noch nicht verfügbar. Versuchen Sie es gleich noch einmal.',
}
