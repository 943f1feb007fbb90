/** German words: coming in by a company's own sign-in. */
export const oidc = {
  title: 'Mit dem Firmenzugang anmelden',
  lead: 'Für Personalabteilungen: Wenn Ihr Unternehmen hier steht, können Sie sich mit dem Zugang anmelden, den Sie bei der Arbeit benutzen.',
  none: 'Für kein Unternehmen ist hier ein Firmenzugang eingerichtet.',
  signInWith: 'Weiter mit {{company}}',
  withPassword: 'Mit E-Mail-Adresse und Passwort anmelden',
  firstTime:
    'Beim ersten Mal melden Sie sich bitte mit Ihrem Passwort an und verbinden Ihren Firmenzugang unter „Firmenzugang“ auf der Seite Ihres Unternehmens.',
  leaveTitle: 'Weiter zur Anmeldung: {{company}}',
  leaveText:
    'Sie verlassen Verbund-Kita für einen Moment und melden sich bei {{host}} an. Danach kommen Sie hierher zurück.',
  leave: 'Weiter',
  identitiesTitle: 'Firmenzugang',
  identitiesLead:
    'Ist Ihr Firmenzugang verbunden, können Sie sich auch damit anmelden. Ihr Passwort bleibt gültig. Wir schreiben Ihnen bei jeder Änderung eine E-Mail.',
  noProvider: 'Für Ihr Unternehmen ist kein Firmenzugang eingerichtet. Bitte fragen Sie Ihre Koordination.',
  notLinked: 'Noch nicht verbunden',
  linkedSince: 'Verbunden seit {{at}}',
  link: 'Verbinden mit {{company}}',
  unlink: 'Verbindung mit {{company}} trennen',
} as const
