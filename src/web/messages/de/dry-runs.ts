/** German words: dry runs of a round. */
export const dryRun = {
  title: 'Probeläufe: {{round}}',
  toDryRuns: 'Probeläufe',
  lead: 'Ein Probelauf rechnet mit den jetzigen Angaben und eigenen Losen, die mit der öffentlichen Ziehung nichts zu tun haben. So sehen Sie vorab, ob Plätze und Kontingente zusammenpassen.',
  notBinding: 'Probelauf – nicht verbindlich',
  hint: 'Es bleiben nur die Zahlen. Kein Kind und keine Familie erfährt etwas davon. Jeder Probelauf wird gezählt und steht im Protokoll.',
  start: 'Probelauf starten',
  over: 'Probeläufe gibt es, solange die Runde offen oder eingefroren ist.',
  none: 'Noch gab es keinen Probelauf.',
  head: 'Probelauf {{number}} vom {{at}}',
  queued: 'Wird gerade berechnet.',
  incident:
    'Das Ergebnis hat die unabhängige Prüfung nicht bestanden. Bitte nennen Sie uns die Vorfallnummer {{number}}.',
} as const
