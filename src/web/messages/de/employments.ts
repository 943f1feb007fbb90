/** German words: whether somebody works for a company, as HR and as the person itself reads it. */
export const employments = {
  employment: {
    title: 'Wer bei Ihnen arbeitet',
    nav: 'Beschäftigte',
    lead: 'Diese Eltern haben Ihr Unternehmen als Arbeitgeber angegeben. Bitte sagen Sie, ob das stimmt: Ihre Kontingente zählen nur für Eltern, die Sie bestätigt haben. Von den Familien und ihren Wünschen sehen Sie hier nichts.',
    back: 'Zurück zu Kontingenten und Anfragen',
    backToList: 'Zurück zur Liste',
    toList: 'Wer bei Ihnen arbeitet',
    openOnes: 'Eltern warten auf Ihre Bestätigung',
    openOne: 'Eine Person hat Ihr Unternehmen als Arbeitgeber angegeben. Bitte sagen Sie, ob das stimmt.',
    openMany: '{{count}} Personen haben Ihr Unternehmen als Arbeitgeber angegeben. Bitte sagen Sie, ob das stimmt.',
    name: 'Name',
    company: 'Unternehmen',
    came: 'Gekommen',
    cameOn: '{{by}}, {{day}}',
    cameBy: { code: 'Mit Ihrem Code', invitation: 'Auf Ihre Einladung' },
    state: 'Stand',
    states: { open: 'wartet auf Bestätigung', denied: 'abgelehnt', confirmed: 'bestätigt' },
    acts: 'Was Sie tun können',
    apply: 'Anzeigen',
    confirm: 'Arbeitet bei uns',
    confirmAfterAll: 'Arbeitet doch bei uns',
    deny: 'Arbeitet nicht bei uns',
    aboutWhom: '{{act}}: {{name}}',
    denyHead: 'Arbeitet {{name}} nicht bei {{company}}?',
    denyText:
      'Die Person bekommt eine E-Mail und wird gebeten, bei Ihnen nachzufragen. Haben Sie sie vorher bestätigt, zählt das für ihre Anfragen nicht mehr, solange diese noch nicht in der Vergabe sind.',
    denyHint: 'Sie können das jederzeit wieder ändern.',
    confirmedDone: 'Bestätigt',
    confirmedText:
      'Die Person bekommt eine E-Mail. Ihre Kontingente zählen für ihre Anfragen, die noch nicht in der Vergabe sind.',
    deniedDone: 'Gespeichert: arbeitet nicht bei Ihnen',
    deniedText: 'Die Person bekommt eine E-Mail und kann bei Ihnen nachfragen. Sie können es hier wieder ändern.',
    none: 'Noch niemand',
    noneText:
      'Sobald sich jemand mit einem Ihrer Codes registriert oder Ihre Einladung annimmt, steht die Person hier. Codes für Ihr Intranet oder den Aushang legen Sie selbst an.',
    toCodes: 'Zu den Codes für Beschäftigte',
    noHits: 'Mit diesem Stand ist niemand dabei. Ändern Sie die Auswahl, um mehr zu sehen.',
    hits: '{{from}}–{{to}} von {{total}} Personen',
  },
  ownEmployer: {
    title: 'Ihr Arbeitgeber',
    states: { open: 'noch nicht bestätigt', denied: 'nicht bestätigt', confirmed: 'bestätigt' },
    open: '{{company}} hat noch nicht bestätigt, dass Sie dort arbeiten.',
    openHint:
      'Die Personalabteilung sieht, dass Sie darauf warten. Dauert es länger als zwei Wochen, fragen Sie bitte dort nach.',
    confirmed: '{{company}} hat am {{day}} bestätigt, dass Sie dort arbeiten.',
    confirmedHint: 'Das zählt für jede Anfrage, die noch nicht in der Vergabe ist.',
    denied: '{{company}} sagt seit dem {{day}}, dass Sie dort nicht arbeiten.',
    deniedHint:
      'Stimmt das nicht? Fragen Sie bitte in der Personalabteilung nach, sie kann es ändern. Auch ohne Bestätigung kann Ihr Kind einen Platz aus dem offenen Topf bekommen.',
  },
} as const
