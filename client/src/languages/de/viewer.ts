import type { Translation } from '../translation.ts'

export default {
  signIn: 'Anmelden',
  signInTo: 'Bei {desk} anmelden',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  signingIn: 'Anmeldung läuft …',
  demo: 'Demo: anmelden als',
  disabled: 'Dieses Konto ist deaktiviert. Bitten Sie einen Admin, es zu aktivieren.',
  wrong: 'E-Mail-Adresse oder Passwort ist falsch.',
  limited: 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
  unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  failed: 'Die Anmeldung ist fehlgeschlagen. Versuchen Sie es noch einmal.',
  signedOut: 'Sie wurden abgemeldet',
  signedOutWhy: 'Melden Sie sich wieder an, um fortzufahren. Was Sie geschrieben haben, bleibt erhalten.',
  signOut: 'Abmelden',
  account: 'Konto',
  roleOne:
    '{profile, select, COUNSELLING {{role, select, BUYER {Student} SELLER {Partner} AGENT {Berater} other {Admin}}} other {{role, select, BUYER {Käufer} SELLER {Verkäufer} AGENT {Mitarbeiter} other {Admin}}}}',
  roleMany:
    '{profile, select, COUNSELLING {{role, select, BUYER {Studierende} SELLER {Partner} AGENT {Berater} other {Admins}}} other {{role, select, BUYER {Käufer} SELLER {Verkäufer} AGENT {Mitarbeiter} other {Admins}}}}',
  language: 'Sprache',
  continueAs: 'Weiter als {name}',
  signedInAlready: 'Sie sind bereits angemeldet. Alle Tabs dieses Browsers sind gemeinsam angemeldet.',
  signOutFirst: 'Abmelden und ein anderes Konto verwenden',
  otherPerson: 'Sie sind jetzt als {name} angemeldet',
  otherPersonWhy:
    '{name} hat sich in einem anderen Tab dieses Browsers angemeldet. Was Sie als {own} geschrieben haben, bleibt erhalten und wird nur als {own} gesendet.',
  signInAgain: 'Wieder als {name} anmelden',
  setUp: '{desk} einrichten',
  setUpWhat: 'Erstellen Sie das erste Admin-Konto. Admins können alle anderen einladen.',
  setUpSignedIn: 'Sie sind bereits angemeldet. Melden Sie sich ab, um das erste Admin-Konto zu erstellen.',
  signOutAndSetUp: 'Abmelden und einrichten',
  yourName: 'Ihr Name',
  passwordHint: 'Mindestens 10 Zeichen',
  createAdmin: 'Admin-Konto erstellen',
  creatingAdmin: 'Wird erstellt …',
  setupGone: 'Dieser Einrichtungslink wurde bereits verwendet oder ist abgelaufen.',
  setupGoneUsed: 'Wenn Sie ein Konto haben, melden Sie sich an.',
  setupGoneOld:
    'Wenn die Einrichtung noch nicht abgeschlossen ist, starten Sie den Server neu, um einen neuen Link auszugeben.',
  setupGoneCommand:
    'Wenn Sie sich nicht anmelden können, führen Sie auf dem Server <code>pnpm run admin your@email</code> aus.',
  toSignIn: 'Zur Anmeldung',
  wrongName: 'Geben Sie Ihren Namen ein (höchstens 100 Zeichen).',
  wrongEmail: 'Geben Sie eine gültige E-Mail-Adresse ein.',
  wrongPassword: 'Geben Sie ein Passwort mit 10 bis 128 Zeichen ein.',
  weakPassword:
    'Dieses Passwort ist zu leicht zu erraten. Versuchen Sie es mit mehreren Wörtern, die nichts miteinander zu tun haben.',
  continueWith: 'Weiter mit {name}',
  providerProblems: {
    OIDC: 'Die Anmeldung wurde nicht abgeschlossen. Versuchen Sie es noch einmal.',
    PROVIDER: 'Der Identitätsanbieter ist nicht erreichbar. Versuchen Sie es später noch einmal.',
    EMAIL_UNVERIFIED: 'Der Identitätsanbieter hat Ihre E-Mail-Adresse nicht bestätigt.',
    NOT_ALLOWED: 'Ihr Konto beim Identitätsanbieter hat keinen Zugang zu diesem Helpdesk.',
    DISABLED: 'Dieses Konto ist deaktiviert. Bitten Sie einen Admin, es zu aktivieren.',
    HANDOVER_EXPIRED: 'Dieser Link ist abgelaufen. Kehren Sie zum Shop zurück und öffnen Sie den Support erneut.',
    HANDOVER_REPLAYED:
      'Dieser Link wurde bereits verwendet. Kehren Sie zum Shop zurück und öffnen Sie den Support erneut.',
    HANDOVER_NOT_YET_VALID:
      'Dieser Link ist noch nicht gültig: Die Uhr des Shops scheint falsch zu gehen. Informieren Sie den Shop.',
    HANDOVER_TOO_LONG: 'Der Link des Shops ist zu lange gültig. Informieren Sie den Shop (HANDOVER_TOO_LONG).',
    HANDOVER_TOKEN: 'Dieser Link ist unvollständig. Kehren Sie zum Shop zurück und öffnen Sie den Support erneut.',
    HANDOVER_ISSUER:
      'Dieser Helpdesk kennt die Website nicht, die Sie geschickt hat. Informieren Sie den Shop (HANDOVER_ISSUER).',
    HANDOVER_AUDIENCE:
      'Der Link des Shops ist für einen anderen Helpdesk. Informieren Sie den Shop (HANDOVER_AUDIENCE).',
    HANDOVER_ALGORITHM:
      'Der Link des Shops konnte nicht geprüft werden. Informieren Sie den Shop (HANDOVER_ALGORITHM).',
    HANDOVER_SIGNATURE:
      'Der Link des Shops konnte nicht geprüft werden. Informieren Sie den Shop (HANDOVER_SIGNATURE).',
    HANDOVER_UNKNOWN_KEY:
      'Der Link des Shops konnte nicht geprüft werden. Informieren Sie den Shop (HANDOVER_UNKNOWN_KEY).',
    HANDOVER_CLAIMS: 'Im Link des Shops fehlt etwas. Informieren Sie den Shop (HANDOVER_CLAIMS).',
    HANDOVER_KEYS_UNAVAILABLE:
      'Der Link des Shops kann gerade nicht geprüft werden. Versuchen Sie es gleich noch einmal.',
    HANDOVER_ROLE: 'Der Shop kann Sie bei diesem Konto nicht anmelden. Melden Sie sich stattdessen hier an.',
    HANDOVER_EMAIL_UNVERIFIED:
      'Der Shop hat Ihre E-Mail-Adresse nicht bestätigt. Bestätigen Sie sie dort und öffnen Sie den Support dann erneut.',
    HANDOVER_EMAIL_TAKEN:
      'Ein anderes Konto hat hier bereits Ihre neue E-Mail-Adresse. Bitten Sie den Support, das zu ändern.',
    HANDOVER_SIGNED_IN:
      'Der Shop möchte jemand anderen anmelden. Melden Sie sich zuerst ab und öffnen Sie den Support dann erneut aus dem Shop.',
    SERVICE_UNAVAILABLE: 'Der Helpdesk ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.',
  },
  enterCode: 'Code eingeben',
  code: 'Code',
  codeHint: 'Aus Ihrer Authentifizierungs-App',
  recoveryCode: 'Wiederherstellungscode',
  recoveryCodeHint: 'Jeder funktioniert einmal',
  useCode: 'Code aus der App verwenden',
  useRecoveryCode: 'Wiederherstellungscode verwenden',
  startOver: 'Von vorn beginnen',
  wrongCode: 'Dieser Code ist falsch oder wurde bereits verwendet.',
  codeOver: 'Das hat zu lange gedauert, oder es waren zu viele Versuche. Beginnen Sie von vorn.',
  passkeySignIn: 'Mit einem Passkey anmelden',
  passkeyProblems: {
    cancelled: 'Die Anmeldung wurde abgebrochen, oder dieses Gerät hat keinen Passkey für diesen Helpdesk.',
    unknownPasskey: 'Dieser Passkey ist hier nicht mehr gültig.',
    disabled: 'Dieses Konto ist deaktiviert. Bitten Sie einen Admin, es zu aktivieren.',
    limited: 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
    unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    failed: 'Die Anmeldung ist fehlgeschlagen. Versuchen Sie es noch einmal.',
  },
  signInByLink: 'Link zum Anmelden per E-Mail senden',
  forgotPassword: 'Passwort vergessen?',
  signUp: 'Konto erstellen',
  setupFailed: 'Das Konto konnte nicht erstellt werden. Versuchen Sie es noch einmal.',
  findPerson: 'Nach Name oder E-Mail suchen …',
  noMatches: 'Keine Treffer',
  chooseAnother: 'Jemand anderen wählen',
} satisfies Translation<'viewer'>
