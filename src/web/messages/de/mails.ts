/** German words: what is written in mails, and the page of mails that are stuck. Nothing here tells anything of a child. */
export const mails = {
  mail: {
    greeting: 'Guten Tag,',
    greetingTo: 'Guten Tag {{name}},',
    closing: 'Freundliche Grüße',
    sender: 'Verbund-Kita',
    automatic: 'Diese E-Mail wurde automatisch verschickt. Wir fragen Sie nie per E-Mail nach Ihrem Passwort.',
    until: 'Der Link gilt bis {{until}}.',
    'confirm-address': {
      subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      text: 'jemand hat mit dieser E-Mail-Adresse einen Zugang zu Verbund-Kita angelegt. Wenn Sie das waren, bestätigen Sie bitte Ihre Adresse:',
      after: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun. Ohne Bestätigung löschen wir die Angaben wieder.',
    },
    'already-registered': {
      subject: 'Sie haben schon einen Zugang',
      text: 'jemand wollte mit dieser E-Mail-Adresse einen Zugang zu Verbund-Kita anlegen. Sie haben aber schon einen Zugang und können sich damit anmelden:',
      after:
        'Wenn Sie Ihr Passwort vergessen haben, können Sie auf der Anmeldeseite ein neues anlegen. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: An Ihrem Zugang hat sich nichts geändert.',
    },
    invitation: {
      subject: 'Einladung zu Verbund-Kita',
      text: '{{invitedBy}} lädt Sie zu Verbund-Kita ein. Ihre Aufgabe dort: {{role}} ({{for}}). So nehmen Sie die Einladung an:',
      after: 'Wenn Sie mit dieser Einladung nichts anfangen können, löschen Sie bitte diese E-Mail.',
    },
    'reset-password': {
      subject: 'Neues Passwort für Verbund-Kita',
      text: 'jemand möchte für Ihren Zugang ein neues Passwort anlegen. Wenn Sie das sind, geht es hier weiter:',
      after: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.',
    },
    'confirm-new-address': {
      subject: 'Bitte bestätigen Sie Ihre neue E-Mail-Adresse',
      text: 'jemand möchte diese E-Mail-Adresse für einen Zugang zu Verbund-Kita eintragen. Wenn Sie das sind, bestätigen Sie bitte die neue Adresse. Falls Sie sich dafür anmelden müssen, dann noch mit Ihrer bisherigen. Hier geht es weiter:',
      after: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun. Ohne Bestätigung löschen wir die Adresse wieder.',
    },
    'address-taken': {
      subject: 'Mit dieser E-Mail-Adresse gibt es schon einen Zugang',
      text: 'jemand wollte diese E-Mail-Adresse für einen anderen Zugang zu Verbund-Kita eintragen. Mit ihr gibt es aber schon einen Zugang, und daran hat sich nichts geändert. So melden Sie sich an:',
      after:
        'Wenn Sie selbst das waren, haben Sie zwei Zugänge: Für den anderen brauchen Sie eine Adresse, die noch keinen hat. Wenn Sie das nicht waren, brauchen Sie nichts zu tun.',
    },
    'email-change-asked': {
      subject: 'Neue E-Mail-Adresse für Ihren Zugang',
      text: 'am {{at}} wurde für Ihren Zugang eine neue E-Mail-Adresse beantragt. Bis sie bestätigt ist, gilt weiter diese hier.',
      after:
        'Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Bitte nehmen Sie die Änderung in Ihrem Konto zurück und ändern Sie sofort Ihr Passwort:',
    },
    'email-changed': {
      subject: 'Ihre E-Mail-Adresse wurde geändert',
      text: 'die E-Mail-Adresse Ihres Zugangs wurde am {{at}} geändert. Sie melden sich jetzt mit der neuen Adresse an, und wir schreiben nur noch dorthin.',
      after: 'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an uns. Hier steht, wie Sie uns erreichen:',
    },
    'device-code': {
      subject: 'Ihr Code für die Anmeldung',
      text: 'jemand meldet sich mit Ihrem Zugang auf einem neuen Gerät an. Wenn Sie das sind, geben Sie dort diesen Code ein:',
      until: 'Der Code gilt bis {{until}}.',
      after:
        'Geben Sie den Code niemandem weiter. Wenn Sie sich nicht gerade anmelden, kennt jemand Ihr Passwort: Bitte ändern Sie es.',
    },
    'password-changed': {
      subject: 'Ihr Passwort wurde geändert',
      text: 'das Passwort Ihres Zugangs wurde am {{at}} geändert. Auf allen Geräten müssen Sie sich neu anmelden.',
      after: 'Wenn Sie das nicht waren, legen Sie bitte sofort auf der Anmeldeseite ein neues Passwort an:',
    },
    'factor-changed': {
      subject: 'Änderung an Ihrer Anmeldung',
      added: 'für Ihre Anmeldung wurde am {{at}} etwas eingerichtet: {{what}}.',
      removed: 'für Ihre Anmeldung wurde am {{at}} etwas entfernt: {{what}}.',
      passkey: 'ein Passkey',
      totp: 'Codes aus einer App',
      'recovery-codes': 'Wiederherstellungscodes',
      'company-sign-in': 'Anmeldung mit dem Firmenzugang',
      after:
        'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an Ihre Ansprechperson und ändern Sie Ihr Passwort:',
    },
    'employment-answered': {
      confirmed: {
        subject: '{{company}} hat bestätigt, dass Sie dort arbeiten',
        text: 'die Personalabteilung von {{company}} hat bestätigt, dass Sie dort arbeiten. Das zählt für Ihre Platzanfragen, die noch nicht in einer Vergabe sind. Ihren Stand sehen Sie nach der Anmeldung:',
        after:
          'Sie brauchen dafür nichts zu tun. Arbeiten Sie dort nicht, sagen Sie bitte der Personalabteilung Bescheid.',
      },
      denied: {
        subject: 'Bitte fragen Sie in Ihrer Personalabteilung nach',
        text: 'Sie haben {{company}} als Arbeitgeber angegeben. Die Personalabteilung dort sagt, dass Sie dort nicht arbeiten. Ihren Stand sehen Sie nach der Anmeldung:',
        after:
          'Wenn das nicht stimmt, fragen Sie bitte in der Personalabteilung nach; sie kann es jederzeit ändern. Einen Kita-Platz können Sie auch ohne Bestätigung bekommen: Ihr Kind nimmt dann am offenen Topf teil.',
      },
    },
    'account-unused': {
      subject: 'Ihr Zugang endet bald',
      text: 'Sie haben sich seit einem Jahr nicht mehr bei Verbund-Kita angemeldet. Wenn Sie Ihren Zugang behalten möchten, melden Sie sich bitte bis zum {{day}} an:',
      after:
        'Sonst löschen wir ihn danach mit allen Angaben, die nur zu ihm gehören. Sie brauchen dafür nichts zu tun.',
    },
    'trail-head': {
      subject: 'Stand des Protokolls: {{size}} Einträge',
      text: 'dies ist der unterschriebene Stand des Protokolls. Bitte bewahren Sie diese E-Mail auf: Wird später etwas davor geändert, lässt es sich mit ihr nachweisen.',
      size: 'Einträge',
      root: 'Wurzel',
      at: 'Zeit (UTC)',
      signature: 'Unterschrift (Ed25519)',
    },
  },
  outbox: {
    title: 'E-Mails',
    lead: 'Hier sehen Sie, ob die E-Mails von Verbund-Kita ankommen. An wen sie gehen, steht hier nicht.',
    retried: 'Es wird noch einmal versucht',
    retriedText: 'Kommt die E-Mail wieder nicht an, steht sie nach einiger Zeit erneut in dieser Liste.',
    waiting: 'warten',
    sent: 'verschickt',
    stuck: 'hängen fest',
    expired: 'abgelaufen',
    waitingSince:
      'Die älteste wartet seit {{at}}. Nach einem Fehler wird es in wachsenden Abständen noch einmal versucht.',
    expiredHint: 'Abgelaufen heißt: Der Link darin galt nicht mehr, deshalb wurde die E-Mail nicht mehr verschickt.',
    stuckTitle: 'Was festhängt',
    noneStuck: 'Keine E-Mail hängt fest.',
    kind: 'E-Mail',
    queuedAt: 'Seit',
    attempts: 'Versuche',
    trouble: 'Grund',
    act: 'Was Sie tun können',
    retry: 'Noch einmal versuchen',
    retryOne: 'Noch einmal versuchen: {{kind}}, seit {{at}}',
    retryAll: 'Alle noch einmal versuchen',
    troubles: {
      refused: 'Die Adresse oder die E-Mail wurde abgelehnt.',
      'put-off': 'Das Postfach nahm gerade nichts an.',
      'sign-in-refused': 'Der Mailserver hat unsere Zugangsdaten abgelehnt.',
      insecure: 'Der Mailserver bot keine sichere Verbindung an.',
      unreachable: 'Der Mailserver war nicht erreichbar.',
      timeout: 'Der Mailserver hat nicht geantwortet.',
      folder: 'Der Ordner für E-Mails ließ sich nicht beschreiben.',
      unreadable: 'Der Inhalt lässt sich nicht mehr entschlüsseln.',
      unexpected: 'Ein Fehler bei uns, er steht im Protokoll des Servers.',
    },
    kinds: {
      'confirm-address': 'Adresse bestätigen',
      'already-registered': 'Zugang besteht schon',
      invitation: 'Einladung',
      'reset-password': 'Neues Passwort',
      'device-code': 'Code für ein neues Gerät',
      'confirm-new-address': 'Neue Adresse bestätigen',
      'address-taken': 'Adresse gehört schon zu einem Zugang',
      'email-change-asked': 'Neue Adresse beantragt',
      'email-changed': 'Adresse geändert',
      'password-changed': 'Passwort geändert',
      'factor-changed': 'Anmeldung geändert',
      'employment-answered': 'Antwort des Arbeitgebers',
      'account-unused': 'Unbenutzter Zugang',
      'trail-head': 'Stand des Protokolls',
    },
    stuckNotice: 'E-Mails hängen fest',
    stuckNoticeText:
      'So viele wurden nicht zugestellt: {{count}}. Es können Einladungen oder Links für neue Passwörter sein, auf die jemand wartet.',
    toOutbox: 'E-Mails ansehen',
  },
} as const
