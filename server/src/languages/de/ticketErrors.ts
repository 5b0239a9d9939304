import type { Messages } from '../translated.ts'

/** Messages about tickets and messages in German. */
export const ticketErrors: Messages = {
  'There is no such ticket.': 'Dieses Ticket gibt es nicht.',
  'The ticket does not exist.': 'Das Ticket gibt es nicht.',
  'There is no such message.': 'Diese Nachricht gibt es nicht.',
  'There is no such scheduled message.': 'Diese geplante Nachricht gibt es nicht.',
  'There is no such upload.': 'Diese hochgeladene Datei gibt es nicht.',
  'There is no such view.': 'Diese Ansicht gibt es nicht.',
  'There is no such macro.': 'Dieses Makro gibt es nicht.',
  'There is no such batch.': 'Diese Sammelbearbeitung gibt es nicht.',
  'There is no such request.': 'Diese Anfrage gibt es nicht.',
  'There is no such request for evidence.': 'Diese Anforderung von Nachweisen gibt es nicht.',
  'There is no such participant.': 'Diesen Teilnehmer gibt es nicht.',
  'There is no such session.': 'Diesen Termin gibt es nicht.',
  'There is no such host.': 'Diesen Gastgeber gibt es nicht.',
  'There is no such screen share.': 'Diese Bildschirmfreigabe gibt es nicht.',
  'The screen share does not exist.': 'Die Bildschirmfreigabe gibt es nicht.',
  'The batch does not exist.': 'Die Sammelbearbeitung gibt es nicht.',
  '{name} has claimed this ticket.': '{name} hat dieses Ticket übernommen.',
  'Resolved and closed tickets cannot be claimed. Reopen the ticket first.':
    'Gelöste und geschlossene Tickets können nicht übernommen werden. Öffnen Sie das Ticket zuerst wieder.',
  'Your account can no longer be assigned tickets.': 'Ihrem Konto können keine Tickets mehr zugewiesen werden.',
  '{name} is assigned to this ticket. Only they and admins can unassign it.':
    'Dieses Ticket ist {name} zugewiesen. Nur diese Person und Admins können es freigeben.',
  'This ticket is already assigned to you.': 'Dieses Ticket ist Ihnen bereits zugewiesen.',
  'Only staff can create tickets for other people.': 'Nur Mitarbeiter können Tickets für andere erstellen.',
  'Only sellers and staff can set tags.': 'Nur Verkäufer und Mitarbeiter können Schlagwörter setzen.',
  'You cannot change the tags of this ticket.': 'Sie können die Schlagwörter dieses Tickets nicht ändern.',
  'A ticket can have at most {n} tags.': 'Ein Ticket kann höchstens {n} Schlagwörter haben.',
  'The ticket has been changed in the meantime.': 'Das Ticket wurde inzwischen geändert.',
  'Claim this ticket to write in it. Emergency access is for reading only.':
    'Übernehmen Sie dieses Ticket, um darin zu schreiben. Der Notfallzugriff erlaubt nur das Lesen.',
  '{name} changed these notes. This is the current version.':
    '{name} hat diese Notizen geändert. Dies ist die aktuelle Fassung.',
  'Another user': 'Jemand anderes',
  'Only the requester and staff can change the priority.':
    'Nur der Anfragende und Mitarbeiter können die Priorität ändern.',
  'Only the requester and staff can change the status this way.':
    'Nur der Anfragende und Mitarbeiter können den Status so ändern.',
  'Only staff can do this.': 'Das können nur Mitarbeiter.',
  'Choose the shop that you write to.': 'Wählen Sie den Shop aus, dem Sie schreiben.',
  'Only buyers and staff can choose another person’s shop.':
    'Nur Käufer und Mitarbeiter können den Shop einer anderen Person auswählen.',
  'A shop cannot write to itself.': 'Ein Shop kann nicht an sich selbst schreiben.',
  'Only buyers write to shops.': 'Nur Käufer schreiben an Shops.',
  'This shop is closed.': 'Dieser Shop ist geschlossen.',
  'Choose a person or a team.': 'Wählen Sie eine Person oder ein Team aus.',
  'This clientId was used for another message.': 'Diese clientId wurde für eine andere Nachricht verwendet.',
  'This clientId was used for another session.': 'Diese clientId wurde für einen anderen Termin verwendet.',
  'Another batch was started with this clientId.': 'Mit dieser clientId wurde eine andere Sammelbearbeitung gestartet.',
  '`clientId` must be a UUID.': '`clientId` muss eine UUID sein.',
  'No ticket matches.': 'Kein Ticket passt dazu.',
  'At most {most} tickets at once; {count} match.': 'Höchstens {most} Tickets auf einmal; {count} passen.',
  'At most {n} tickets at once.': 'Höchstens {n} Tickets auf einmal.',
  'The batch is still running. Cancel it first.': 'Die Sammelbearbeitung läuft noch. Brechen Sie sie zuerst ab.',
  'It is too late to undo this.': 'Das kann nicht mehr rückgängig gemacht werden.',
  'It was changed by someone else in the meantime.': 'Jemand anderes hat es inzwischen geändert.',
  'Its previous team is retired.': 'Das vorherige Team ist stillgelegt.',
  'Its previous assignee can no longer be assigned tickets.':
    'Der Person, der es vorher zugewiesen war, können keine Tickets mehr zugewiesen werden.',
  'A file has already been sent with another message.':
    'Eine Datei wurde bereits mit einer anderen Nachricht gesendet.',
  'A file has not finished uploading.': 'Eine Datei ist noch nicht fertig hochgeladen.',
  'A message can have at most {n} files.': 'Eine Nachricht kann höchstens {n} Dateien haben.',
  '{n} uploads have not been sent yet. Send or remove some first.':
    '{n} hochgeladene Dateien wurden noch nicht gesendet. Senden oder entfernen Sie zuerst einige.',
  'This link has expired. Request a new link.': 'Dieser Link ist abgelaufen. Fordern Sie einen neuen an.',
  'The file cannot be read right now. Try again shortly.':
    'Die Datei kann gerade nicht gelesen werden. Versuchen Sie es gleich noch einmal.',
  'The file does not exist.': 'Die Datei gibt es nicht.',
  'Pages of another origin may not do this.': 'Seiten anderer Herkunft dürfen das nicht.',
  'An image can have at most {n} kB.': 'Ein Bild kann höchstens {n} kB groß sein.',
  'This is not a picture. Choose a PNG, JPEG, WebP, GIF or AVIF file.':
    'Das ist kein Bild. Wählen Sie eine Datei im Format PNG, JPEG, WebP, GIF oder AVIF.',
  'The upload is not finished yet.': 'Die Datei ist noch nicht fertig hochgeladen.',
  'The upload does not exist.': 'Die hochgeladene Datei gibt es nicht.',
  'Only videos and PDFs can have a poster.': 'Nur Videos und PDFs können ein Vorschaubild haben.',
  'The time limit for a poster has passed.': 'Die Frist für ein Vorschaubild ist abgelaufen.',
  'A poster can have at most {n} bytes.': 'Ein Vorschaubild kann höchstens {n} Bytes groß sein.',
  'The poster could not be decoded as a picture.': 'Das Vorschaubild konnte nicht als Bild gelesen werden.',
  'The file is empty.': 'Die Datei ist leer.',
  'A file can have at most {n} bytes.': 'Eine Datei kann höchstens {n} Bytes groß sein.',
  'At most {n} bytes can be uploaded within 24 hours.':
    'Innerhalb von 24 Stunden können höchstens {n} Bytes hochgeladen werden.',
  'Only admins can delete conversations.': 'Nur Admins können Unterhaltungen löschen.',
  'Only admins can delete other people’s messages.': 'Nur Admins können Nachrichten anderer löschen.',
  'This message can no longer be deleted.': 'Diese Nachricht kann nicht mehr gelöscht werden.',
  'You can only edit your own messages.': 'Sie können nur Ihre eigenen Nachrichten bearbeiten.',
  'The message has been deleted.': 'Die Nachricht wurde gelöscht.',
  'Not everybody who will read this can see the message that it quotes.':
    'Nicht alle, die dies lesen werden, können die zitierte Nachricht sehen.',
  'React with one emoji.': 'Reagieren Sie mit einem Emoji.',
  'A message can have at most {n} different emoji.': 'Eine Nachricht kann höchstens {n} verschiedene Emojis haben.',
  'Only staff can write internal notes.': 'Nur Mitarbeiter können interne Notizen schreiben.',
  'Only the shop and staff can write to the shop’s side.':
    'Nur der Shop und Mitarbeiter können an die Seite des Shops schreiben.',
  'No shop takes part in this ticket. Ask it in first.':
    'An diesem Ticket nimmt kein Shop teil. Ziehen Sie ihn zuerst hinzu.',
  'No shop takes part in this ticket.': 'An diesem Ticket nimmt kein Shop teil.',
  'You can only write to everyone, or to your side and staff.':
    'Sie können nur an alle schreiben, oder an Ihre Seite und Mitarbeiter.',
  'You cannot write to this audience.': 'Sie können nicht an diese Empfänger schreiben.',
  'A reply that is sent later cannot have files.': 'Eine Antwort, die später gesendet wird, kann keine Dateien haben.',
  'A reply that is sent later cannot quote a message.':
    'Eine Antwort, die später gesendet wird, kann keine Nachricht zitieren.',
  'A reply that is sent later cannot change the ticket.':
    'Eine Antwort, die später gesendet wird, kann das Ticket nicht ändern.',
  'Only its author can change a scheduled message.': 'Nur ihr Verfasser kann eine geplante Nachricht ändern.',
  'A person can schedule at most {n} messages.': 'Eine Person kann höchstens {n} Nachrichten planen.',
  'Choose a time in the future.': 'Wählen Sie einen Zeitpunkt in der Zukunft.',
  'Choose a time within a year.': 'Wählen Sie einen Zeitpunkt innerhalb eines Jahres.',
  'This message has already been sent.': 'Diese Nachricht wurde bereits gesendet.',
  'This message was cancelled.': 'Diese Nachricht wurde abgebrochen.',
  'Only its owner and admins can delete a shared macro.':
    'Nur der Besitzer und Admins können ein geteiltes Makro löschen.',
  'Only its owner and admins can change a shared macro.':
    'Nur der Besitzer und Admins können ein geteiltes Makro ändern.',
  'Only its owner can stop sharing a macro.': 'Nur der Besitzer kann das Teilen eines Makros beenden.',
  'A macro with this name already exists.': 'Es gibt bereits ein Makro mit diesem Namen.',
  'A macro needs a text or an action.': 'Ein Makro braucht einen Text oder eine Aktion.',
  'There is no placeholder “{name}” ({place}).': 'Es gibt keinen Platzhalter „{name}“ ({place}).',
  'line {line}, column {column}': 'Zeile {line}, Spalte {column}',
  'There are at most {most}. Delete one first.': 'Es gibt höchstens {most}. Löschen Sie zuerst eines.',
  '{n} shared macros': '{n} geteilte Makros',
  '{n} macros of your own': '{n} eigene Makros',
  'Views are for staff.': 'Ansichten sind für Mitarbeiter.',
  'Only its owner and admins can delete a shared view.':
    'Nur der Besitzer und Admins können eine geteilte Ansicht löschen.',
  'Only its owner and admins can change a shared view.':
    'Nur der Besitzer und Admins können eine geteilte Ansicht ändern.',
  'Only its owner can stop sharing a view.': 'Nur der Besitzer kann das Teilen einer Ansicht beenden.',
  'A person can save at most {n} views.': 'Eine Person kann höchstens {n} Ansichten speichern.',
  'Only staff can see a conversation as another side does.':
    'Nur Mitarbeiter können eine Unterhaltung aus der Sicht einer anderen Seite sehen.',
  'The upload has continued elsewhere. Try again.':
    'Der Upload wurde an anderer Stelle fortgesetzt. Versuchen Sie es erneut.',
  'The file is larger than it was announced.': 'Die Datei ist größer als angekündigt.',
}
