/** German words: the public draw and how to check it. */
export const draw = {
  heading: 'Öffentliche Ziehung',
  toRound: 'Zurück zur Runde',
  toPublic: 'So sieht es die Öffentlichkeit',

  freeze: 'Runde einfrieren',
  freezeTitle: 'Runde einfrieren: {{round}}',
  freezeLead:
    'Beim Einfrieren werden alle Anfragen, Plätze und Regeln festgeschrieben und mit Prüfsummen veröffentlicht. Danach kann niemand mehr unbemerkt etwas ändern.',
  freezeWhy:
    'Wer bei gleicher Punktzahl zuerst kommt, entscheidet das Los. Damit niemand das Los bestimmen kann, kommt es aus einem öffentlichen Zufallswert, den heute noch niemand kennt. Welcher das sein wird, legen Sie jetzt fest.',
  freezeHint:
    'Einfrieren braucht zwei Personen: Sie schlagen vor, eine zweite Koordinatorin oder ein zweiter Koordinator stimmt zu. Ändert sich bis dahin eine Anfrage oder ein Platz, gilt der Vorschlag nicht mehr.',
  proposeFreeze: 'Einfrieren vorschlagen',
  source: 'Woher soll der Zufallswert kommen?',
  sourceLotto: 'Lottoziehung (6aus49 mit Superzahl, Spiel 77 und SUPER 6)',
  sourceDrand: 'drand, ein öffentlicher Zufallsdienst im Internet (Netz quicknet)',
  lottoDay: 'Bei Lotto: Tag der Ziehung',
  lottoDayHint: 'Gezogen wird mittwochs und samstags. Die Zahlen stehen danach in Zeitungen und auf lotto.de.',
  drandRound: 'Bei drand: Nummer der Runde',
  drandRoundHint:
    'Zum Beispiel {{round}}: Diese Runde wird am {{at}} veröffentlicht, danach alle drei Sekunden eine weitere.',
  demoFreeze:
    'Diese Installation ist eine Demo: Hier darf der Wert schon bekannt sein, damit Sie nicht warten müssen. Die drand-Runde {{round}} ist eingetragen; ihre Signatur zeigt Ihnen die Demo bei der Ziehung. In einer echten Runde muss der Wert in der Zukunft liegen.',
  errors: {
    source: 'Bitte wählen Sie, woher der Zufallswert kommen soll.',
    'no-draw-day': 'Bitte wählen Sie einen Mittwoch oder Samstag.',
    'no-drand-round': 'Bitte geben Sie die Nummer einer Runde ein, nur Ziffern.',
    'value-in-the-past':
      'Dieser Wert ist schon bekannt oder wird es heute. Bitte wählen Sie einen, den noch niemand kennen kann.',
    'value-too-far': 'Das liegt mehr als ein Jahr in der Zukunft. Bitte wählen Sie einen früheren Wert.',
    numbers: 'Bitte geben Sie sechs verschiedene Zahlen von 1 bis 49 ein, zum Beispiel 3 11 19 22 35 41.',
    superzahl: 'Die Superzahl ist eine Ziffer von 0 bis 9.',
    spiel77: 'Spiel 77 hat genau sieben Ziffern, auch mit Nullen am Anfang.',
    super6: 'SUPER 6 hat genau sechs Ziffern, auch mit Nullen am Anfang.',
    signature:
      'Das ist nicht die Signatur dieser Runde von drand. Bitte kopieren Sie sie vollständig: 96 Zeichen, Ziffern und a bis f.',
  },

  enter: 'Zufallswert eingeben',
  enterTitle: 'Zufallswert eingeben: {{round}}',
  enterLead:
    'Zwei Personen geben denselben Wert unabhängig voneinander ein. Was die erste eingegeben hat, sieht die zweite nicht. Stimmen beide überein, steht das Los fest und die Berechnung beginnt.',
  named: 'Festgelegter Wert',
  lotto: 'Lotto vom {{day}}: 6aus49, Superzahl, Spiel 77, SUPER 6',
  drand: 'drand quicknet, Runde {{round}}, veröffentlicht am {{at}}',
  numbers: 'Gewinnzahlen 6aus49',
  numbersHint: 'Sechs Zahlen mit Leerzeichen dazwischen; die Reihenfolge ist gleich.',
  superzahl: 'Superzahl',
  spiel77: 'Spiel 77',
  spiel77Hint: 'Sieben Ziffern.',
  super6: 'SUPER 6',
  super6Hint: 'Sechs Ziffern.',
  signature: 'Signatur der Runde',
  signatureHint: 'Bei drand heißt das Feld „signature“. Sie wird hier geprüft: Eine falsche wird nicht angenommen.',
  demoSignature: 'Demo: Die Signatur der Runde {{round}} ist {{signature}}',
  notYet: 'Noch nicht bekannt',
  submit: 'Wert bestätigen',
  waitsForFirst: 'Noch hat niemand den Wert eingegeben.',
  waitsForYou: 'Eine Person hat den Wert am {{at}} eingegeben. Bitte geben Sie ihn unabhängig davon noch einmal ein.',
  waitsForOther: 'Sie haben den Wert am {{at}} eingegeben. Jetzt muss ihn eine zweite Person noch einmal eingeben.',

  frozenAt: 'Eingefroren am',
  frozenAndThawed: 'Eingefroren am {{frozenAt}}, wieder geöffnet am {{thawedAt}}',
  drawnAt: 'Gelost am',
  releasedAt: 'Ergebnis freigegeben am',
  root: 'Prüfsumme aller Anfragen (Wurzel)',
  rulesHash: 'Prüfsumme der Regeln',
  randomness: 'Gezogener Wert',
  drandSignature: 'Signatur von drand',
  seed: 'Startwert der Lose',
  outcomeHash: 'Prüfsumme des Ergebnisses',
  fingerprint: 'Fingerabdruck der Vergabe',

  listTitle: 'Vergabe nachprüfen',
  listLead:
    'Hier kann jede und jeder nachrechnen, dass an einer Vergabe nichts gedreht wurde: Eltern, Presse, Politik. Namen von Kindern stehen nirgends.',
  listNone: 'Noch ist keine Runde eingefroren. Sobald es so weit ist, stehen ihre Prüfsummen hier.',
  stages: { thawed: 'wieder offen', frozen: 'eingefroren', drawn: 'gelost', released: 'Ergebnis da' },
  title: 'Vergabe nachprüfen: {{round}}',
  what: 'Was wann veröffentlicht wurde',
  whatLead:
    'Die Reihenfolge ist der Beweis: Erst standen Anfragen und Regeln fest, dann kam der Zufallswert. Aus beiden folgt das Los.',
  knownBefore:
    'Achtung: Dieser Zufallswert war beim Einfrieren schon bekannt. Das geht nur in einer Demo; so eine Ziehung beweist nichts.',
  steps: {
    frozen:
      'Anfragen und Regeln standen fest. Ihre Prüfsummen wurden veröffentlicht, und es wurde festgelegt, woher der Zufallswert kommt.',
    drawn:
      'Zwei Personen haben den Zufallswert unabhängig voneinander eingegeben. Aus ihm und den Prüfsummen folgt der Startwert aller Lose.',
    thawed:
      'Zwei Personen haben die Runde am {{at}} wieder geöffnet. Grund: {{reason}}. Was dafür veröffentlicht worden war, bleibt hier stehen; gelost wurde damit nicht.',
    openAgain: 'Die Runde ist zurzeit wieder offen. Sobald sie neu eingefroren ist, stehen hier die neuen Prüfsummen.',
    notDrawn: 'Gelost ist noch nicht.',
    released: 'Zwei Personen haben das Ergebnis freigegeben.',
    notReleased: 'Das Ergebnis ist noch nicht freigegeben. Danach stehen hier die Dateien zum Nachprüfen.',
  },
  how: 'Selbst nachprüfen',
  howSteps: {
    bundle: 'Laden Sie die öffentliche Prüfdatei herunter.',
    verifier:
      'Laden Sie die Prüfseite herunter und öffnen Sie sie. Sie ist eine einzelne Datei und funktioniert ohne Internet; nichts wird übertragen.',
    open: 'Wählen Sie auf der Prüfseite die Prüfdatei aus. Sie sagt Ihnen in einfachen Worten, was sie geprüft hat.',
    compare:
      'Vergleichen Sie den Fingerabdruck mit dem auf dieser Seite oder dem einer anderen Familie: Ist er gleich, haben alle dieselbe Vergabe gesehen.',
  },
  howFamily:
    'Familien finden auf der Seite ihrer Anfrage eine eigene Prüfdatei: Damit lassen sich auch die eigene Losnummer und die eigene Begründung nachrechnen.',
  howCommand: 'Wer das Programm hat, kann dieselbe Datei auch auf der Kommandozeile prüfen:',
  publicBundle: 'Öffentliche Prüfdatei herunterladen',
  verifier: 'Prüfseite herunterladen',
  audit: 'Prüfdatei mit allen Kindern herunterladen',
  auditHint:
    'Sie enthält alle Angaben unter Losnummern, ohne Namen, und ist nicht zum Weitergeben bestimmt. Dass Sie sie herunterladen, steht im Protokoll.',
  familyTitle: 'Selbst nachprüfen',
  familyLead:
    'Sie müssen uns nicht glauben: Mit Ihrer Prüfdatei und der Prüfseite rechnen Sie nach, dass Ihr Kind dabei war, wie sein Los entstand und warum das Ergebnis so ist.',
  familyBundle: 'Meine Prüfdatei herunterladen',
  familyHow: 'So geht das Nachprüfen',
} as const
