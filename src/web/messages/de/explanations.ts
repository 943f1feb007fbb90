/** German words: explanations, which families may also read in other languages. */
export const explanation = {
  wishes: 'Ihre Wünsche',
  lead: 'In Ihrer Reihenfolge. Entfernungen sind Luftlinie von Ihrem Zuhause.',
  how: 'Wer mehr Punkte hat, kommt zuerst; bei gleicher Punktzahl entscheidet das Los.',
  none: 'Noch keine Wünsche eingetragen.',
  otherLanguage: 'This part in English',
  placeClass: '{{hours}} Stunden pro Woche, ab {{start}}',
  distance: '{{kilometres}} entfernt',
  met: 'Ihr Platz',
  reasons: {
    'admitted-by-quota': 'Dieser Platz ist es geworden. Er zählt für das Kontingent von {{company}}.',
    'admitted-by-pool': 'Dieser Platz ist es geworden. Er kommt aus dem offenen Topf.',
    'better-wish-met': 'Nicht nötig: Ein Wunsch weiter oben hat geklappt.',
    'too-few-points': 'Ihr Kind hatte {{own}}; für einen Platz waren mindestens {{needed}} nötig.',
    'too-few-points-by-way': 'Ihr Kind hatte {{own}}; nötig waren {{ways}}.',
    poolClosed: 'Im offenen Topf blieb hier kein Platz.',
    'lot-decided':
      'Ihr Kind hatte {{own}}, genau so viele, wie {{way}} nötig waren; bei gleicher Punktzahl entscheidet das Los, das kleinere zuerst: Ihres beginnt mit {{ownLot}}, nötig war {{neededLot}} oder kleiner.',
    'lot-decided-without-digits':
      'Ihr Kind hatte {{own}}, genau so viele, wie {{way}} nötig waren; bei gleicher Punktzahl hat das Los entschieden.',
    'quotas-took-all':
      'Alle Plätze hier gingen an Kinder, für die ein Unternehmen Plätze reserviert hat; im offenen Topf blieb keiner.',
    'not-reached':
      'Nicht erreicht. Zahlen nennen wir hier nicht: Weniger als fünf Kinder haben einen solchen Platz, und ihre Punkte sollen privat bleiben.',
    'no-places': 'Hier war in dieser Runde kein Platz frei.',
    blocked: 'Die Kita konnte Ihr Kind hier nicht aufnehmen und hat das begründet. Den Grund nennt Ihnen die Kita.',
    'sibling-apart':
      'Für dieses Kind allein wäre hier ein Platz gewesen, nicht aber für alle Geschwister. Sie wollten Ihre Kinder zusammen.',
    'family-option-blocked':
      'Eine Kita konnte ein Geschwisterkind nicht aufnehmen und hat das begründet. Damit fiel dieser gemeinsame Wunsch weg. Den Grund nennt Ihnen die Kita.',
    'deleted-for-together':
      'Bei der Suche nach einem gemeinsamen Platz wurde dieser Wunsch zurückgestellt, obwohl hier nun Platz für alle Ihre Kinder wäre. Das steht so im veröffentlichten Ergebnis, und Ihre Kinder stehen auf der Warteliste dieser Kita ganz vorn.',
    'not-a-common-wish':
      'Ihre Kinder sollten zusammen in eine Kita, und diese stand nicht bei allen auf der Liste. Deshalb nahm dieser Wunsch nicht an der Runde teil.',
    'not-in-round': 'Dieser Platz passte nicht zum Alter Ihres Kindes und nahm deshalb nicht an der Runde teil.',
  },
  way: {
    pool: 'im offenen Topf',
    quota: 'über das Kontingent von {{company}}',
    needed: 'mindestens {{needed}} {{way}}',
  },
  otherCompany: 'einem Unternehmen des Verbunds',
  point: '1 Punkt',
  points: '{{points}} Punkte',
  askChanges: 'Nachrechnen: Was hätte gereicht?',
  changesLead:
    'Nachgerechnet: Für jede Antwort wurde die ganze Runde noch einmal berechnet, und nur dieses eine war anders. Das Ergebnis kann von der Grenze abweichen, denn wenn ein Kind einen anderen Platz bekommt, rücken auch andere nach.',
  noChanges: 'Wo weniger als fünf Kinder einen Platz haben, nennen wir auch hier keine Zahlen.',
  notComputed:
    'Das rechnen wir hier nicht nach: Ihr Kind hat zusammen mit Geschwistern einen Platz gesucht, und was eine einzelne Änderung dann für alle auslöst, lässt sich nicht in einer Zahl sagen.',
  changes: {
    'earlier-lot': 'Ein früheres Los hätte hier genügt.',
    'one-point-more': '1 Punkt mehr hätte hier genügt.',
    'more-points': '{{points}} Punkte mehr hätten hier genügt.',
    'no-points': 'Mehr Punkte hätten hier nichts geändert.',
    'one-place-more': 'Ein Platz mehr von dieser Art hätte genügt.',
  },
  siblings:
    'In dieser Runde wurden auch Geschwister gemeinsam untergebracht. Kein Verfahren kann dann ganz ausschließen, dass jemand durch taktisch gewählte Wünsche einen Vorteil hatte.',
  help: 'Passende Familienangebote nahe {{kita}}',
} as const
