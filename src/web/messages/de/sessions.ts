/** German words: sessions. */
export const sessions = {
  signIn: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    forgot: 'Passwort vergessen?',
    noAccount: 'Noch kein Zugang?',
    register: 'Als Eltern registrieren',
  },
} as const
