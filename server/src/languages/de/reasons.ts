import type { Texts } from '../texts.ts'

/** Why notifications were sent, and why agents are suggested. */
export const reasons: Pick<Texts, 'channels' | 'deliveries' | 'suggestions'> = {
  channels: { in_app: 'in der App', push: 'als Push-Benachrichtigung', email: 'per E-Mail', sms: 'per SMS' },
  deliveries: {
    delay: (by) => `Wird ${by} gesendet, wenn es vorher nicht gelesen wird`,
    quiet_hours: (by) => `Wird nach den Ruhezeiten ${by} gesendet, wenn es vorher nicht gelesen wird`,
    digest: (by) => `Wird ${by} mit der nächsten Zusammenfassung gesendet, wenn es vorher nicht gelesen wird`,
    in_app: (by) => `Angezeigt ${by}`,
    unread: (by) => `Gesendet ${by}, weil es nicht gelesen worden war`,
    delivered: (by) => `Zugestellt ${by}, weil es nicht gelesen worden war`,
    read: (by) => `Nicht ${by} gesendet: rechtzeitig gelesen`,
    off: (by) => `Nicht ${by} gesendet: Benachrichtigungen dieser Art sind ausgeschaltet`,
    not_by_default: (by) =>
      `Nicht ${by} gesendet: Benachrichtigungen dieser Art werden standardmäßig nicht auf diesem Weg gesendet`,
    no_address: (by) => `Nicht ${by} gesendet: Es gibt keine E-Mail-Adresse`,
    no_phone: (by) => `Nicht ${by} gesendet: Es gibt keine bestätigte Telefonnummer`,
    stopped: (by) => `Nicht ${by} gesendet: Die Nummer hat mit STOP geantwortet`,
    no_subscription: (by) => `Nicht ${by} gesendet: Kein Browser ist angemeldet`,
    no_access: (by) => `Nicht ${by} gesendet: Das Ticket ist nicht mehr sichtbar`,
    gone: (by) => `Nicht ${by} gesendet: Worum es ging, wurde gelöscht`,
    disabled: (by) => `Nicht ${by} gesendet: Das Konto ist deaktiviert`,
    not_configured: (by) => `Nicht ${by} gesendet: Dieser Helpdesk sendet auf diesem Weg keine Benachrichtigungen`,
    refused: (by) => `Konnte nicht ${by} gesendet werden`,
  },
  suggestions: {
    availability: { available: 'Jetzt verfügbar', away: 'Im Dienst, aber nicht online', off: 'Gerade nicht im Dienst' },
    expertise: (...words) => `Fachgebiete: ${words.join(', ')}`,
    resolved: (tickets) =>
      `Hat ${tickets.toLocaleString('de')} ${tickets === 1 ? 'ähnliches Ticket' : 'ähnliche Tickets'} gelöst`,
    tagged: (tag, count) => `davon ${count} mit dem Schlagwort ${tag}`,
    allTagged: (tag) => `alle mit dem Schlagwort ${tag}`,
    oneTagged: (tag) => `mit dem Schlagwort ${tag}`,
    load: (open) => `${open.toLocaleString('de')} ${open === 1 ? 'offenes Ticket' : 'offene Tickets'}`,
    loadOf: (open, limit) => `${open} von höchstens ${limit.toLocaleString('de')} offenen Tickets`,
    noLoad: 'Keine offenen Tickets',
    full: (limit) =>
      `Limit erreicht: ${limit.toLocaleString('de')} ${limit === 1 ? 'offenes Ticket' : 'offene Tickets'}`,
    comma: ', ',
  },
}
