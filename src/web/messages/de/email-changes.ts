/** German words: how somebody changes the address of its account. */
export const emailChange = {
  title: 'E-Mail-Adresse ändern',
  lead: 'Ihre jetzige Adresse ist {{email}}. Wir schicken einen Link an die neue. Erst wenn Sie ihn öffnen und bestätigen, gilt sie.',
  email: 'Neue E-Mail-Adresse',
  submit: 'Link schicken',
  unchanged: 'Das ist schon Ihre Adresse. Bitte geben Sie die neue ein.',
  confirmTitle: 'Neue E-Mail-Adresse bestätigen',
  confirmLead: 'Mit dem Klick gilt für Ihren Zugang die Adresse {{email}}.',
  confirmAfter:
    'Danach sind Sie auf allen Geräten abgemeldet und melden sich mit der neuen Adresse an. Ihr Passwort und Ihr zweiter Faktor bleiben, wie sie sind.',
  confirm: 'Neue Adresse bestätigen',
} as const
