/** What a browser holds for us and can neither read nor change; sealed for one place, it opens at no other. */
export type Sealer = { seal(place: string, text: string): string; open(place: string, sealed: string): string }
