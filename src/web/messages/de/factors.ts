/** German words: the second factor, at the sign-in and in between. */
export const factors = {
  secondFactor: {
    title: 'Zweiter Schritt',
    way: 'Weiter zum zweiten Schritt',
    lead: 'Ihr Passwort stimmt. Bitte zeigen Sie noch, dass Sie es wirklich sind.',
    code: 'Code aus Ihrer App',
    codeHint: 'Sechs Ziffern. Sie wechseln alle 30 Sekunden.',
    submit: 'Weiter',
  },
  enrolTotp: {
    title: 'App als zweiten Faktor einrichten',
    why: 'Sie sehen hier Angaben über viele Familien. Deshalb reicht ein Passwort allein nicht: Eine App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code.',
    stepApp:
      'Öffnen Sie eine Authenticator-App, zum Beispiel FreeOTP oder die Ihres Passwort-Managers, und fügen Sie ein Konto hinzu.',
    stepScan: 'Scannen Sie dieses Bild mit der App.',
    stepCode: 'Geben Sie den Code ein, den die App jetzt zeigt.',
    picture: 'QR-Code mit dem geheimen Schlüssel',
    secret: 'Oder tippen Sie diesen Schlüssel in die App:',
    code: 'Code aus der App',
    submit: 'App einrichten',
  },
  proveAgain: {
    title: 'Bitte bestätigen Sie kurz, dass Sie es sind',
    way: 'Jetzt bestätigen',
    lead: 'Der nächste Schritt betrifft viele Menschen oder Ihren Zugang. Deshalb fragen wir noch einmal nach.',
    password: 'Ihr Passwort',
    submit: 'Bestätigen',
  },
  factorErrors: {
    code: 'Bitte geben Sie die sechs Ziffern ein.',
    wrongCode: 'Dieser Code passt nicht. Jeder gilt nur einmal; bitte nehmen Sie den nächsten, den die App zeigt.',
    wrongPassword: 'Dieses Passwort stimmt nicht.',
  },
} as const
