/** German is the source; every other language satisfies its keys. */
export const de = {
  site: {
    name: 'Verbund-Kita',
    claim: 'Kita-Plätze gemeinsam vergeben: fair, erklärbar, nachprüfbar.',
    demo: 'Demodaten: Unternehmen, Familien und Kinder sind erfunden. Die Kitas gibt es wirklich (Offene Daten Wuppertal, CC BY 4.0, Stand 2019).',
    skip: 'Zum Inhalt springen',
    home: 'Start',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
    signedInAs: 'Angemeldet: {{name}}',
    navigation: 'Hauptnavigation',
    legal: 'Rechtliches',
  },
  roles: {
    visitor: 'Gast',
    parent: 'Eltern',
    hr: 'Personalabteilung',
    kitaAdmin: 'Kita-Leitung',
    coordinator: 'Koordination',
  },
  start: {
    title: 'Kita-Plätze gemeinsam vergeben',
    lead: 'Mehrere Unternehmen einer Region teilen sich Plätze in mehreren Kitas. Verbund-Kita verteilt sie nach festen Regeln – und zeigt jeder Familie mit Zahlen, warum sie welchen Platz bekommen hat.',
    forParents: 'Für Eltern',
    forParentsText: 'Wünsche ordnen, den Stand verfolgen und verstehen, warum ein Platz geklappt hat oder nicht.',
    forCompanies: 'Für Unternehmen',
    forCompaniesText: 'Plätze für Beschäftigte anfragen und jederzeit sehen, wie das eigene Kontingent genutzt wird.',
    forKitas: 'Für Kitas',
    forKitasText: 'Freie Plätze melden und sehen, wer vorgeschlagen ist.',
  },
  signIn: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
  },
  legal: {
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    accessibility: 'Barrierefreiheit',
    licences: 'Lizenzen',
  },
  refusals: {
    'not-found': {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht ist der Link veraltet, oder die Seite gehört zu einem anderen Zugang.',
    },
    'sign-in-failed': {
      title: 'Anmeldung nicht möglich',
      text: 'E-Mail-Adresse oder Passwort stimmen nicht. Bitte prüfen Sie beide und versuchen Sie es noch einmal.',
    },
    'sign-in-needed': { title: 'Bitte melden Sie sich an', text: 'Diese Seite sehen Sie nach der Anmeldung.' },
    'form-outdated': {
      title: 'Das Formular ist abgelaufen',
      text: 'Bitte laden Sie die Seite neu und senden Sie das Formular noch einmal ab.',
    },
    'too-large': { title: 'Das ist zu viel auf einmal', text: 'Bitte senden Sie weniger Daten in einem Schritt.' },
    malformed: {
      title: 'Das konnten wir nicht lesen',
      text: 'Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.',
    },
    unexpected: {
      title: 'Das hat nicht geklappt',
      text: 'Der Fehler liegt bei uns. Bitte versuchen Sie es noch einmal; bleibt es dabei, nennen Sie uns die Nummer {{number}}.',
    },
  },
  form: {
    title: 'Bitte prüfen Sie Ihre Eingaben',
    required: 'Bitte füllen Sie dieses Feld aus.',
    email: 'Bitte geben Sie eine E-Mail-Adresse an, zum Beispiel name@firma.de.',
    tooLong: 'Das ist zu lang.',
    invalid: 'Bitte prüfen Sie diese Angabe.',
    optional: 'freiwillig',
  },
} as const
