/** German words: one's own account. */
export const account = {
  title: 'Mein Konto',
  email: 'E-Mail-Adresse',
  roles: 'Rollen',
} as const
