/** German words: what takes two persons. */
export const twoPersonAct = {
  titles: {
    freeze: 'Vorgeschlagen: Runde einfrieren',
    release: 'Vorgeschlagen: Ergebnis freigeben',
  },
  proposedBy: 'Vorgeschlagen von {{name}} ({{role}}) am {{at}}.',
  byYou: 'Von Ihnen vorgeschlagen am {{at}}.',
  waits:
    'Jetzt muss eine zweite Person zustimmen. Solange das nicht geschehen ist, gilt nichts davon, und Sie können den Vorschlag zurückziehen.',
  shortHash: 'Kurzzeichen',
  contentHash: 'Prüfsumme des Vorschlags',
  hashes: 'Prüfsummen in voller Länge',
  hashHint: 'Zum Vergleichen am Telefon: Sehen beide dasselbe Kurzzeichen, geht es um genau denselben Vorschlag.',
  askFor: {
    freeze:
      'Bitte prüfen Sie die Angaben. Mit Ihrer Zustimmung ist die Runde eingefroren, genau so, wie es hier steht.',
    release: 'Bitte prüfen Sie die Zahlen oben. Mit Ihrer Freigabe sehen die Familien ihr Ergebnis.',
  },
  approve: { freeze: 'Zustimmen und einfrieren', release: 'Ergebnis freigeben' },
  withdraw: 'Vorschlag zurückziehen',
  facts: {
    requests: 'Anfragen',
    vacancies: 'Freie Plätze',
    reserved: 'Davon reserviert',
    inputHash: 'Prüfsumme aller Anfragen und Plätze',
    rulesHash: 'Prüfsumme der Regeln',
    outcomeHash: 'Prüfsumme des Ergebnisses',
  },
} as const
