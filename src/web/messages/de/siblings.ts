/** German words: siblings who apply in the same round. */
export const siblings = {
  title: 'Geschwister',
  lead: 'In dieser Runde nehmen {{children}} teil. Sollen sie zusammen in eine Kita? Zusammen heißt: dieselbe Kita; Gruppe, Stunden und Start dürfen verschieden sein.',
  legend: 'Ihre Wahl',
  choices: {
    independent: 'unabhängig voneinander',
    'together-or-split': 'möglichst zusammen',
    'together-or-nothing': 'nur zusammen',
  },
  costs: {
    independent:
      'Jedes Kind bekommt den besten Platz, den es allein bekommen kann. Ihre Kinder können dabei in verschiedene Kitas kommen.',
    'together-or-split':
      'Ihre Kinder kommen in dieselbe Kita, wenn dort für alle Platz ist, auch wenn eines allein einen besseren Wunsch bekommen hätte. Geht es nirgends zusammen, zählt jedes Kind für sich.',
    'together-or-nothing':
      'Alle in dieselbe Kita oder keines. Es kann also sein, dass keines Ihrer Kinder einen Platz bekommt, obwohl eines allein einen bekommen hätte.',
  },
  sharedLot: 'Wer zusammen sein möchte, hat auch ein gemeinsames Los.',
  // A Kita may be called “e.V.”: no sentence ends with its name and a full stop.
  common: 'Diese Kitas stehen bei allen Ihren Kindern auf der Wunschliste: {{kitas}}',
  noCommon: {
    title: 'Keine gemeinsame Kita in Ihren Wünschen',
    independent: 'Keine Kita steht bei allen Ihren Kindern auf der Wunschliste. Zusammen geht es so nirgends.',
    'together-or-split':
      'Keine Kita steht bei allen Ihren Kindern auf der Wunschliste. Deshalb zählt jedes Kind für sich. Möchten Sie Wünsche ergänzen, sprechen Sie bitte die Koordination an.',
    'together-or-nothing':
      'Keine Kita steht bei allen Ihren Kindern auf der Wunschliste. Mit „nur zusammen“ bekommt so keines Ihrer Kinder einen Platz. Bitte wählen Sie etwas anderes, oder sprechen Sie die Koordination an, um Wünsche zu ergänzen.',
  },
  submit: 'Wahl speichern',
  saved: 'Ihre Wahl ist gespeichert',
  savedText: 'Ihre Kinder: {{choice}}. Sie können das ändern, bis alle Angaben eingefroren werden.',
  chosen: 'Ihre Wahl für {{children}}: {{choice}}.',
  notYet:
    'Sobald mindestens zwei Ihrer Kinder eingereicht sind, können Sie hier wählen, ob sie zusammen in eine Kita sollen.',
  alone:
    'Zurzeit nimmt nur eines Ihrer Kinder teil. Ihre Wahl „{{choice}}“ gilt wieder, sobald es mindestens zwei sind.',
  placedTogether: '{{children}} haben zusammen einen Platz: {{kita}}',
  placed: '{{child}} hat einen Platz: {{kita}}',
  waits: '{{child}} hat noch keinen Platz.',
  wait: '{{children}} haben noch keinen Platz.',
  errors: { choice: 'Bitte wählen Sie eine der drei Möglichkeiten.', outdated: 'Bitte laden Sie die Seite neu.' },
} as const
