/** German words: opening a frozen round again. */
export const thaw = {
  title: 'Runde auftauen: {{round}}',
  toThaw: 'Runde wieder öffnen (auftauen)',
  lead: 'Ist nach dem Einfrieren ein Fehler aufgefallen, kann die Runde wieder geöffnet werden: Alle Anfragen sind dann wieder eingereicht und lassen sich ändern, danach wird neu eingefroren, mit einem neuen Zufallswert.',
  public:
    'Was beim Einfrieren veröffentlicht wurde, bleibt öffentlich stehen, mit Zeitpunkt und Grund des Auftauens. Möglich ist das nur, solange noch niemand den Zufallswert kennt.',
  reason: 'Warum soll die Runde wieder geöffnet werden?',
  reasons: {
    'wrong-requests': 'Angaben in Anfragen fehlten oder waren falsch',
    'wrong-places': 'Freie Plätze oder Kontingente waren falsch',
    'wrong-rules': 'Die Punkte oder andere Regeln waren falsch',
    'value-not-coming': 'Der festgelegte Zufallswert wird voraussichtlich nicht veröffentlicht',
    ordered: 'Ein Gericht oder eine Aufsicht hat es angeordnet',
  },
  errors: { reason: 'Bitte wählen Sie einen Grund.' },
  hint: 'Auch das braucht zwei Personen: Sie schlagen vor, eine zweite Koordinatorin oder ein zweiter Koordinator stimmt zu.',
  propose: 'Auftauen vorschlagen',
} as const
