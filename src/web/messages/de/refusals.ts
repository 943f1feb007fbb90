import { faultsOfOurs } from './faults-of-ours.ts'
import { oidcRefusals } from './oidc-refusals.ts'

/** German words: refusals. */
export const refusals = {
  refusals: {
    'not-found': {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht ist der Link veraltet, oder die Seite gehört zu einem anderen Zugang.',
    },
    'sign-in-failed': {
      title: 'Anmeldung nicht möglich',
      text: 'E-Mail-Adresse oder Passwort stimmen nicht. Bitte prüfen Sie beide und versuchen Sie es noch einmal.',
    },
    'too-many-attempts': {
      title: 'Bitte machen Sie eine kurze Pause',
      text: 'Von Ihrem Anschluss kamen in kurzer Zeit viele Versuche. Damit niemand Passwörter oder Codes durchprobieren kann, geht es {{wait}} weiter.',
    },
    'email-change-over': {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Er ist abgelaufen, wurde schon benutzt oder die Änderung wurde zurückgenommen. In Ihrem Konto sehen Sie, welche E-Mail-Adresse gilt, und können die Änderung neu beantragen.',
    },
    'email-change-of-another': {
      title: 'Dieser Link gehört zu einem anderen Zugang',
      text: 'Sie sind gerade mit einem anderen Zugang angemeldet als dem, dessen E-Mail-Adresse geändert werden soll. Melden Sie sich bitte ab und öffnen Sie den Link noch einmal.',
    },
    'link-expired': {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Er ist abgelaufen oder wurde schon benutzt. Auf der Anmeldeseite können Sie sich anmelden, ein neues Passwort anlegen oder sich noch einmal registrieren.',
    },
    'invitation-not-open': {
      title: 'Diese Einladung kann nicht mehr angenommen werden',
      text: 'Sie wurde schon angenommen, zurückgenommen, oder sie ist abgelaufen. Haben Sie sie selbst angenommen, melden Sie sich einfach an. Sonst bitten Sie um eine neue Einladung.',
    },
    'own-role': {
      title: 'Das geht nur bei anderen',
      text: 'Die eigene Aufgabe beendet man nicht selbst, damit immer jemand da ist, der andere einladen kann. Bitten Sie eine Kollegin oder einen Kollegen darum.',
    },
    'code-withdrawn-already': {
      title: 'Dieser Code ist schon zurückgezogen',
      text: 'Mit ihm kann sich niemand mehr registrieren. Unten steht der jetzige Stand.',
    },
    'employment-counts-already': {
      title: 'Das lässt sich jetzt nicht ändern',
      text: 'Ihre Bestätigung zählt für eine Anfrage dieser Person, die schon in der Vergabe ist. Damit niemand nachträglich am Ergebnis dreht, bleibt sie bestehen. Arbeitet die Person nicht bei Ihnen, sagen Sie es bitte der Koordination.',
    },
    'sign-in-needed': { title: 'Bitte melden Sie sich an', text: 'Diese Seite sehen Sie nach der Anmeldung.' },
    'second-factor-needed': {
      title: 'Ein Schritt fehlt noch',
      text: 'Bitte zeigen Sie erst Ihren zweiten Faktor. Danach geht es hier weiter.',
    },
    'device-code-needed': {
      title: 'Ein Schritt fehlt noch',
      text: 'Bitte geben Sie erst den Code aus unserer E-Mail ein. Danach geht es hier weiter.',
    },
    'fresh-proof-needed': {
      title: 'Bitte bestätigen Sie kurz, dass Sie es sind',
      text: 'Dieser Schritt betrifft viele Menschen. Deshalb fragen wir noch einmal nach, wenn die letzte Bestätigung mehr als fünf Minuten her ist.',
    },
    'wrong-code': {
      title: 'Das hat nicht gepasst',
      text: 'Jeder Code gilt nur einmal und nur kurz. Bitte warten Sie auf den nächsten und geben Sie ihn ein.',
    },
    'last-factor': {
      title: 'Das ist Ihr letzter zweiter Faktor',
      text: 'Mit Ihren Rollen brauchen Sie mindestens einen. Bitte richten Sie erst einen anderen ein und entfernen Sie dann diesen.',
    },
    'passkey-refused': {
      title: 'Dieser Passkey hat nicht gepasst',
      text: 'Bitte versuchen Sie es noch einmal oder nehmen Sie einen anderen Weg.',
    },
    'too-many-codes': {
      title: 'Zu viele falsche Eingaben',
      text: 'Zu Ihrer Sicherheit haben wir Sie abgemeldet. Bitte melden Sie sich noch einmal an.',
    },
    'form-outdated': {
      title: 'Das Formular ist abgelaufen',
      text: 'Bitte gehen Sie in Ihrem Browser zurück, laden Sie die Seite dort neu und senden Sie das Formular noch einmal ab.',
    },
    'changed-meanwhile': {
      title: 'Jemand war schneller',
      text: 'Diese Angaben wurden inzwischen geändert. Unten steht der jetzige Stand.',
    },
    'key-used-otherwise': {
      title: 'Dieses Formular wurde schon abgeschickt',
      text: 'Es wurde mit anderen Angaben noch einmal gesendet. Bitte gehen Sie zurück, laden Sie die Seite dort neu und prüfen Sie den Stand.',
    },
    'round-not-open': {
      title: 'Diese Runde ist nicht mehr offen',
      text: 'Ihre Eingaben sind eingefroren, damit am Ergebnis nichts mehr gedreht werden kann.',
    },
    'no-open-round': {
      title: 'Zurzeit ist keine Vergaberunde offen',
      text: 'Eine Anfrage braucht eine offene Runde, damit alle Kinder nach denselben Regeln verteilt werden. Sobald die nächste Runde öffnet, können Sie hier wieder Plätze anfragen; die Koordination nennt Ihnen den Termin.',
    },
    'round-drawn-already': {
      title: 'Für diese Runde gibt es gerade keine Probeläufe',
      text: 'Sie ist schon ausgelost oder noch nicht offen. Unten steht, was bisher gerechnet wurde.',
    },
    'dry-run-under-way': {
      title: 'Ein Probelauf wird gerade berechnet',
      text: 'Bitte warten Sie, bis er fertig ist. Unten steht der jetzige Stand.',
    },
    'round-not-frozen': {
      title: 'Für diese Runde wird gerade nicht gelost',
      text: 'Der Zufallswert wird nach dem Einfrieren und vor der Berechnung eingegeben. Auf der Seite der Runde steht der jetzige Stand.',
    },
    'second-entry-needed': {
      title: 'Jetzt ist eine zweite Person an der Reihe',
      text: 'Sie haben den Wert schon eingegeben. Damit kein Tippfehler und keine Absicht das Los bestimmt, gibt ihn eine andere Koordinatorin oder ein anderer Koordinator unabhängig von Ihnen noch einmal ein.',
    },
    'value-not-published': {
      title: 'Diesen Wert kann noch niemand kennen',
      text: 'Bitte geben Sie ihn ein, sobald er veröffentlicht ist.',
    },
    'value-known-already': {
      title: 'Auftauen geht nicht mehr',
      text: 'Der festgelegte Zufallswert ist schon bekannt. Wer jetzt noch auftaut, könnte sich das Los aussuchen; deshalb wird jetzt gelost.',
    },
    'entries-differ': {
      title: 'Die beiden Eingaben sind verschieden',
      text: 'Das ist schnell passiert, zum Beispiel durch einen Zahlendreher. Keine der beiden gilt. Bitte prüfen Sie die amtlichen Zahlen und geben Sie beide den Wert noch einmal ein.',
    },
    'no-siblings-applying': {
      title: 'Dafür müssen zwei Ihrer Kinder teilnehmen',
      text: 'Zusammen oder getrennt lässt sich erst wählen, wenn die Anfragen von mindestens zwei Ihrer Kinder für dasselbe Jahr eingereicht sind.',
    },
    'reserves-exceed-vacancies': {
      title: 'Mehr reservierte als freie Plätze',
      text: '{{kita}}, {{placeClass}}: Unternehmen haben hier {{reserved}} Plätze reserviert, frei gemeldet sind {{vacancies}}. Entweder meldet die Kita mehr freie Plätze, oder ein Kontingentplatz wird einem anderen Startmonat zugeordnet.',
    },
    'round-not-computed': {
      title: 'Es gibt noch kein Ergebnis',
      text: 'Vorgeschlagen werden kann nur ein Ergebnis, das berechnet, geprüft und noch nicht vorgeschlagen ist. Unten steht der jetzige Stand.',
    },
    'not-proposed': {
      title: 'Dieser Vorschlag wartet nicht mehr auf eine zweite Person',
      text: 'Er ist inzwischen zurückgezogen, angenommen oder ungültig. Unten steht der jetzige Stand.',
    },
    'proposed-already': {
      title: 'Das ist schon vorgeschlagen',
      text: 'Der Vorschlag wartet auf eine zweite Person. Er steht auf der Seite der Runde.',
    },
    'proposed-by-another': {
      title: 'Diesen Vorschlag hat jemand anders gemacht',
      text: 'Zurückziehen kann ihn nur, wer ihn gemacht hat. Wenn Sie nicht einverstanden sind, stimmen Sie einfach nicht zu.',
    },
    'guardian-concerned': {
      title: 'Bitte eine andere Person',
      text: 'Sie haben ein Kind in dieser Runde. Damit niemand über das eigene Kind mitentscheidet, übernimmt diesen Schritt bitte jemand anders aus der Koordination.',
    },
    'second-person-needed': {
      title: 'Dafür braucht es eine zweite Person',
      text: 'Wer etwas vorschlägt, kann nicht selbst zustimmen. Bitte fragen Sie eine andere Koordinatorin oder einen anderen Koordinator.',
    },
    'other-content-proposed': {
      title: 'Vorgeschlagen ist etwas anderes, als Sie gesehen haben',
      text: 'Inzwischen gibt es einen neuen Vorschlag. Bitte prüfen Sie die Angaben unten und stimmen Sie dann zu.',
    },
    'content-changed': {
      title: 'Der Vorschlag gilt nicht mehr',
      text: 'Seitdem hat sich etwas geändert, zum Beispiel eine Anfrage oder die Zahl der freien Plätze. Es ist nichts geschehen. Bitte schlagen Sie noch einmal vor, mit dem jetzigen Stand.',
    },
    'not-possible-now': {
      title: 'Der Vorschlag gilt nicht mehr',
      text: 'So, wie er ist, geht es inzwischen nicht mehr, zum Beispiel weil der festgelegte Zufallswert schon bekannt ist. Es ist nichts geschehen. Bitte schlagen Sie noch einmal vor.',
    },
    'proposer-not-permitted': {
      title: 'Der Vorschlag gilt nicht mehr',
      text: 'Wer ihn gemacht hat, darf darüber nicht mehr entscheiden. Es ist nichts geschehen. Bitte schlagen Sie noch einmal vor.',
    },
    'delegation-over': {
      title: 'Diese Vertretung ist schon zu Ende',
      text: 'Es ist nichts mehr zu tun.',
    },
    'delegation-days': {
      title: 'Diese Tage passen nicht',
      text: 'Die Vertretung beginnt heute oder später, und der letzte Tag liegt nicht vor dem ersten.',
    },
    'delegation-too-long': {
      title: 'Das ist zu lang',
      text: 'Eine Vertretung dauert höchstens {{days}} Tage.',
    },
    'no-stand-in': {
      title: 'Diese Person kann Sie hier nicht vertreten',
      text: 'Bitte wählen Sie jemanden aus der Liste.',
    },
    'no-computed-round': {
      title: 'Noch ist keine Runde berechnet',
      text: 'Andere Punkte lassen sich nur an einer Runde ausprobieren, die schon berechnet ist.',
    },
    'facts-not-kept': {
      title: 'Für diese Runde fehlen die Angaben',
      text: 'Sie wurde eingefroren, bevor alle Angaben der Familien mit eingefroren wurden. Bei der nächsten Runde können Sie andere Punkte ausprobieren.',
    },
    'mail-not-stuck': {
      title: 'Hier hängt nichts mehr fest',
      text: 'Jemand war schneller, oder die E-Mail ist inzwischen unterwegs. Unten steht der jetzige Stand.',
    },
    ...oidcRefusals,
    'too-large': {
      title: 'Das ist zu viel auf einmal',
      text: 'Bitte gehen Sie in Ihrem Browser zurück und kürzen Sie Ihre Eingaben.',
    },
    malformed: {
      title: 'Das konnten wir nicht lesen',
      text: 'Bitte gehen Sie in Ihrem Browser zurück, laden Sie die Seite dort neu und versuchen Sie es noch einmal.',
    },
    'not-a-form': {
      title: 'Das ist kein Formular von uns',
      text: 'Bitte senden Sie das Formular von der Seite aus ab, auf der es steht.',
    },
    ...faultsOfOurs,
  },
} as const
