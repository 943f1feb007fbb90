/** German words: why somebody does not come in by a company's own sign-in. */
export const oidcRefusals = {
  'oidc-provider-down': {
    title: 'Ihr Firmenzugang antwortet gerade nicht',
    text: 'Bitte versuchen Sie es später noch einmal, oder melden Sie sich mit Ihrem Passwort an. Hält es an, sagen Sie bitte der IT Ihres Unternehmens Bescheid.',
  },
  'oidc-cancelled': {
    title: 'Die Anmeldung wurde abgebrochen',
    text: 'Sie sind nicht angemeldet. Sie können es noch einmal versuchen oder sich mit Ihrem Passwort anmelden.',
  },
  'oidc-refused': {
    title: 'Die Anmeldung ließ sich nicht prüfen',
    text: 'Die Antwort Ihres Firmenzugangs passt nicht zu dieser Anmeldung. Bitte beginnen Sie noch einmal. Bleibt es dabei, wenden Sie sich an die IT Ihres Unternehmens.',
  },
  'oidc-outdated': {
    title: 'Diese Anmeldung ist abgelaufen',
    text: 'Sie wurde schon benutzt, hat zu lange gedauert oder in einem anderen Browser begonnen. Bitte beginnen Sie noch einmal.',
  },
  'oidc-not-linked': {
    title: 'Dieser Firmenzugang ist noch nicht verbunden',
    text: 'Bitte melden Sie sich einmal mit Ihrem Passwort an und verbinden Sie dort Ihren Firmenzugang. Wenn Sie hier noch keinen Zugang haben, bitten Sie Ihre Koordination um eine Einladung.',
  },
  'oidc-no-role': {
    title: 'Ihr Firmenzugang öffnet hier nichts',
    text: 'Entweder gehören Sie in Ihrem Unternehmen nicht zu der Gruppe, die hier arbeitet, oder Ihre Aufgabe hier ist beendet. Bitte fragen Sie die IT Ihres Unternehmens oder Ihre Koordination.',
  },
  'oidc-other-roles': {
    title: 'Bitte melden Sie sich mit Ihrem Passwort an',
    text: 'Ihr Zugang gilt auch für anderes als die Personalarbeit Ihres Unternehmens, zum Beispiel für Ihre Familie. Damit Ihr Unternehmen das nicht öffnen kann, geht es nur mit Ihrem Passwort.',
  },
  'oidc-mail-unverified': {
    title: 'Ihre E-Mail-Adresse ist nicht bestätigt',
    text: 'Ihr Firmenzugang nennt uns keine bestätigte E-Mail-Adresse. Bitte wenden Sie sich an die IT Ihres Unternehmens.',
  },
  'oidc-mail-foreign': {
    title: 'Diese E-Mail-Adresse gehört nicht zum Unternehmen',
    text: 'Ihr Firmenzugang nennt uns eine Adresse mit einer anderen Endung als vereinbart. Bitte wenden Sie sich an die IT Ihres Unternehmens.',
  },
  'oidc-mail-differs': {
    title: 'Das ist eine andere E-Mail-Adresse',
    text: 'Verbinden können Sie nur einen Firmenzugang mit derselben E-Mail-Adresse, mit der Sie hier angemeldet sind.',
  },
  'oidc-linked-otherwise': {
    title: 'Das ließ sich nicht verbinden',
    text: 'Dieser Firmenzugang ist mit einem anderen Zugang verbunden, oder Ihr Zugang mit einem anderen Firmenzugang. Trennen Sie zuerst die alte Verbindung, oder fragen Sie Ihre Koordination.',
  },
} as const
