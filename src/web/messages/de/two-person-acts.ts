/** German words: what takes two persons. */
export const twoPersonAct = {
  titles: {
    freeze: 'Vorgeschlagen: Runde einfrieren',
    thaw: 'Vorgeschlagen: Runde auftauen',
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
  otherwise: 'Stimmt etwas nicht, stimmen Sie nicht zu und sprechen Sie miteinander.',
  askFor: {
    freeze:
      'Bitte prüfen Sie die Angaben. Mit Ihrer Zustimmung ist die Runde eingefroren, genau so, wie es hier steht.',
    thaw: 'Bitte prüfen Sie den Grund. Mit Ihrer Zustimmung ist die Runde wieder offen, und der Grund steht öffentlich.',
    release: 'Bitte prüfen Sie die Zahlen oben. Mit Ihrer Freigabe sehen die Familien ihr Ergebnis.',
  },
  approve: { freeze: 'Zustimmen und einfrieren', thaw: 'Zustimmen und auftauen', release: 'Ergebnis freigeben' },
  waiting: 'Wartet auf Sie',
  waitingLead: 'Jemand aus der Koordination hat etwas vorgeschlagen und braucht Sie als zweite Person.',
  since: 'Vorgeschlagen am {{at}}',
  withdraw: 'Vorschlag zurückziehen',
  facts: {
    reason: 'Grund',
    root: 'Prüfsumme aller Anfragen (Wurzel)',
    requests: 'Anfragen',
    vacancies: 'Freie Plätze',
    reserved: 'Davon reserviert',
    inputHash: 'Prüfsumme aller Anfragen und Plätze',
    rulesHash: 'Prüfsumme der Regeln',
    outcomeHash: 'Prüfsumme des Ergebnisses',
  },
} as const
