/** German words: start. */
export const start = {
  start: {
    title: 'Kita-Plätze gemeinsam vergeben',
    lead: 'Mehrere Unternehmen einer Region teilen sich Plätze in mehreren Kitas. Verbund-Kita verteilt sie nach festen Regeln – und zeigt jeder Familie mit Zahlen, warum sie welchen Platz bekommen hat.',
    forParents: 'Für Eltern',
    forParentsText: 'Wünsche ordnen, den Stand verfolgen und verstehen, warum ein Platz geklappt hat oder nicht.',
    forCompanies: 'Für Unternehmen',
    forCompaniesText: 'Plätze für Beschäftigte anfragen und jederzeit sehen, wie das eigene Kontingent genutzt wird.',
    forKitas: 'Für Kitas',
    forKitasText: 'Freie Plätze melden und sehen, wer vorgeschlagen ist.',
  },
} as const
