/** German words: how a round came to a result with siblings. */
export const siblingDecision = {
  title: 'Geschwister in dieser Runde',
  nobody: 'Keine Familie wollte ihre Kinder zusammen haben. Die einfache Runde hat entschieden.',
  plain:
    'Die einfache Runde hat entschieden: Schon sie erfüllt alle Wünsche von Geschwistern, zusammen zu sein. Der genaue Schritt war nicht nötig.',
  plainAfterSplit:
    'Für manche Geschwister gab es keinen gemeinsamen Platz; seit sie einzeln zählen, genügte die einfache Runde.',
  exact:
    'Der genaue Schritt für Geschwister hat entschieden. Die Summe aller Wunschränge ist {{rankSum}}; bewiesen ist, dass kein anderes Ergebnis ohne berechtigte Einwände eine kleinere hat.',
  exactUnproved:
    'Der genaue Schritt für Geschwister hat entschieden. Die Summe aller Wunschränge ist {{rankSum}}; ob ein anderes Ergebnis ohne berechtigte Einwände eine kleinere hat, ließ die Rechengrenze offen.',
  fallback:
    'Das Ersatzverfahren für Geschwister hat entschieden. Bewiesen ist: Ein Ergebnis, gegen das keine Familie einen berechtigten Einwand hat, gibt es in dieser Runde nicht.',
  fallbackAtLimit:
    'Das Ersatzverfahren für Geschwister hat entschieden, weil der genaue Schritt bis zur Rechengrenze kein Ergebnis fand.',
  figures:
    'Familien, die ihre Kinder zusammen wollten: {{families}}. Zusammen untergebracht: {{together}}. Geteilt, weil es nirgends zusammen ging: {{split}}. Ganz ohne Platz: {{withoutPlace}}.',
  claims:
    'Offene Ansprüche von Familien: {{claims}}. Kein Kind, das sich allein bewirbt, ist benachteiligt; der unabhängige Prüfer hat genau diese Ansprüche bestätigt.',
  family: 'Losnummer der Familie',
  claim: 'Anspruch',
  reasons: {
    'deleted-for-together':
      '{{kita}}: fiel bei der Suche nach einem gemeinsamen Platz weg und wäre jetzt für alle Kinder der Familie möglich.',
    'own-places-released':
      '{{kita}}: wäre für alle Kinder der Familie möglich, wenn sie ihre jetzigen Plätze dafür aufgäbe.',
  },
} as const
