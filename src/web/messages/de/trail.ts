/** German words: the audit trail. */
export const trail = {
  name: 'Protokoll',
  headsTitle: 'Protokoll: Stände',
  headsLead:
    'Alles, was hier geändert wird, und jeder Blick auf ein einzelnes Kind steht in einem fortlaufenden Protokoll. Mindestens stündlich, wenn etwas dazugekommen ist, und bei jedem Einfrieren, jeder Ziehung und jeder Freigabe wird sein Stand elektronisch unterschrieben, hier veröffentlicht und an unabhängige Zeugen geschickt.',
  headsNoNames: 'Ein Stand ist nur eine Prüfsumme. Wer was getan hat, lässt sich aus ihm nicht ablesen.',
  witnesses: 'Jeder Stand geht an {{count}} Zeugen außerhalb dieses Betriebs.',
  witnessesMissing: {
    none: 'Zurzeit bekommt niemand außerhalb dieses Betriebs die Stände. Ohne mindestens zwei Zeugen beweisen sie wenig: Wer sich darauf verlassen will, bewahrt sie selbst auf.',
    one: 'Zurzeit bekommt nur ein Zeuge die Stände. Es sollten mindestens zwei sein.',
  },
  proves: 'Was das beweist',
  provesYes:
    'Wird ein Eintrag nachträglich geändert, gelöscht, eingefügt oder verschoben, passt das Protokoll nicht mehr zu den Ständen von vorher. Das deckt Änderungen auf bis zum letzten Stand, den ein Zeuge hat – auch solche durch den Betreiber selbst.',
  provesNot: 'Was das nicht beweist',
  provesNotItems: {
    sinceLast: 'Was nach dem letzten Stand eingetragen wurde, den ein Zeuge hat, ist davon noch nicht gedeckt.',
    truth: 'Es zeigt nicht, dass ein Eintrag wahr oder richtig war – nur, dass er seither derselbe ist.',
    complete: 'Es zeigt nicht, ob etwas am Programm vorbei geschehen ist, ohne eingetragen zu werden.',
  },
  check: 'Selbst aufbewahren und prüfen',
  checkLead:
    'Bewahren Sie einen Stand außerhalb dieser Seite auf, am besten mit Datum. Wer das Protokoll prüfen darf, gibt ihn später diesem Befehl:',
  checkFormat:
    'Die Stände haben das Format c2sp.org/tlog-checkpoint: Herkunft, Zahl der Einträge, Prüfsumme, Zeit und Unterschrift. Die Unterschrift lässt sich mit fertigen Werkzeugen prüfen, mit diesem öffentlichen Schlüssel:',
  download: 'Diese Stände als Textdatei herunterladen',
  list: 'Stände, der neueste zuerst',
  covers: 'Umfasst {{size}} Einträge',
  coversOne: 'Umfasst 1 Eintrag',
  note: 'Unterschriebener Stand',
  none: 'Noch gibt es keinen Stand. Der erste entsteht, sobald etwas eingetragen ist, spätestens nach einer Stunde.',
  hits: '{{from}}–{{to}} von {{total}}',
} as const
