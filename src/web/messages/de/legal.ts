/** German words: legal. */
export const legal = {
  legal: {
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    accessibility: 'Barrierefreiheit',
    licences: 'Lizenzen',
  },
} as const
