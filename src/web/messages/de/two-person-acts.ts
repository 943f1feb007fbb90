/** German words: what takes two persons. */
export const twoPersonAct = {
  titles: {
    release: 'Vorgeschlagen: Ergebnis freigeben',
  },
  proposedBy: 'Vorgeschlagen von {{name}} ({{role}}) am {{at}}.',
  byYou: 'Von Ihnen vorgeschlagen am {{at}}.',
  waits:
    'Jetzt muss eine zweite Person zustimmen. Solange das nicht geschehen ist, gilt nichts davon, und Sie können den Vorschlag zurückziehen.',
  shortHash: 'Kurzzeichen',
  contentHash: 'Prüfsumme des Vorschlags',
  hashHint: 'Zum Vergleichen am Telefon: Sehen beide dasselbe Kurzzeichen, geht es um genau denselben Vorschlag.',
  askFor: {
    release: 'Bitte prüfen Sie die Zahlen oben. Mit Ihrer Freigabe sehen die Familien ihr Ergebnis.',
  },
  approve: { release: 'Ergebnis freigeben' },
  withdraw: 'Vorschlag zurückziehen',
  facts: {
    outcomeHash: 'Prüfsumme des Ergebnisses',
  },
} as const
