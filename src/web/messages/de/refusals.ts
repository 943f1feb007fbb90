/** German words: refusals. */
export const refusals = {
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
    'changed-meanwhile': {
      title: 'Jemand war schneller',
      text: 'Diese Angaben wurden inzwischen geändert. Unten steht der jetzige Stand.',
    },
    'key-used-otherwise': {
      title: 'Dieses Formular wurde schon abgeschickt',
      text: 'Es wurde mit anderen Angaben noch einmal gesendet. Bitte laden Sie die Seite neu und prüfen Sie den Stand.',
    },
    'round-not-open': {
      title: 'Diese Runde ist nicht mehr offen',
      text: 'Ihre Eingaben sind eingefroren, damit am Ergebnis nichts mehr gedreht werden kann.',
    },
    'reserves-exceed-vacancies': {
      title: 'Mehr reservierte als freie Plätze',
      text: '{{kita}}, {{placeClass}}: Unternehmen haben hier {{reserved}} Plätze reserviert, frei gemeldet sind {{vacancies}}. Entweder meldet die Kita mehr freie Plätze, oder ein Kontingentplatz wird einem anderen Startmonat zugeordnet.',
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
} as const
