/** German words: what a family says of itself. */
export const familyData = {
  title: 'Angaben zu Ihrer Familie',
  lead: 'Hier steht, wie Sie zu erreichen sind und was die Kita über Ihr Kind wissen muss.',
  contact: 'So erreichen wir Sie',
  contactLead: 'Die Kita, deren Platz Sie annehmen, sieht diese Angaben. Vorher sieht sie niemand außer Ihnen.',
  phone: 'Telefon',
  phoneHint: 'Zum Beispiel 0202 1234567',
  street: 'Straße und Hausnummer',
  postalCode: 'Postleitzahl',
  city: 'Ort',
  secret: 'Meine Adresse soll geheim bleiben',
  secretHint:
    'Zum Beispiel bei einer Auskunftssperre. Dann sehen nur Sie selbst Ihre Adresse: keine Kita, kein anderer Elternteil, keine Koordination.',
  secretOn: 'Ihre Adresse ist geheim. Außer Ihnen sieht sie niemand.',
  submitContact: 'Kontaktdaten speichern',
  others: 'Weitere Sorgeberechtigte',
  othersCount: 'Für Ihre Familie sind noch andere Sorgeberechtigte eingetragen: {{count}}.',
  othersText:
    'Telefon und Adresse gibt jede Person nur für sich selbst an. Sie sehen die der anderen nicht, und die anderen sehen Ihre nicht.',
  born: 'Geboren am {{day}}',
  child: 'Was die Kita über {{child}} wissen muss',
  childLead:
    'Kreuzen Sie nur an, was zutrifft. Ihre Angaben werden verschlüsselt gespeichert; lesen kann sie nur die Kita, deren Platz Sie annehmen. Auf die Vergabe haben sie keinen Einfluss. Einzelheiten besprechen Sie mit der Kita.',
  boxes: 'Das trifft auf {{child}} zu',
  particulars: {
    health: 'Eine Krankheit oder Allergie, auf die geachtet werden muss',
    disability: 'Eine Behinderung oder ein Bedarf an Eingliederungshilfe',
    religion: 'Religiöse Regeln beim Essen oder an Feiertagen',
  },
  submitChild: 'Angaben zu {{child}} speichern',
  noGuardian: 'Ihr Zugang ist bei keinem Elternteil eingetragen',
  noGuardianText: 'Deshalb können Sie hier keine Kontaktdaten angeben. Bitte wenden Sie sich an die Koordination.',
  typedBelow:
    'Diese Angaben wurden inzwischen in einem anderen Fenster geändert. Unten steht, was Sie zuletzt eingegeben haben. Speichern Sie noch einmal, wenn das gelten soll.',
  savedTitle: 'Gespeichert',
  savedContact: 'Ihre Kontaktdaten sind gespeichert.',
  savedChild: 'Die Angaben zu Ihrem Kind sind gespeichert.',
  errors: {
    phone: 'Geben Sie eine Telefonnummer an: Ziffern, Leerzeichen und + ( ) / - sind möglich.',
    postalCode: 'Geben Sie die Postleitzahl mit fünf Ziffern an, zum Beispiel 42103.',
    incomplete: 'Zur Adresse gehören Straße, Postleitzahl und Ort.',
  },
} as const
