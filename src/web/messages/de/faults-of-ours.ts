/** German words: what is our fault, with the number that the log has too. */
export const faultsOfOurs = {
  unexpected: {
    title: 'Das hat nicht geklappt',
    text: 'Der Fehler liegt bei uns. Bitte versuchen Sie es noch einmal; bleibt es dabei, nennen Sie uns die Nummer {{number}}.',
  },
  unavailable: {
    title: 'Das geht gerade nicht',
    text: 'Wir können im Augenblick nichts speichern. Bitte versuchen Sie es in einer Minute noch einmal; bleibt es dabei, nennen Sie uns die Nummer {{number}}.',
  },
  'too-slow': {
    title: 'Das dauert länger als sonst',
    text: 'Was Sie angestoßen haben, läuft vielleicht noch. Bitte sehen Sie in einer Minute nach; dasselbe Formular noch einmal zu senden, schadet nicht. Bleibt es dabei, nennen Sie uns die Nummer {{number}}.',
  },
} as const
