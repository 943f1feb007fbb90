import type { Network, NetworkSchedule, NetworkService } from '../../src/domain/network.ts'
import { serviceLocations, serviceProviders } from './service-providers.ts'

type Provider = (typeof serviceProviders)[number]['key']
type Location = (typeof serviceLocations)[number]['key']

const workdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'

function hours(description: string, opensAt: string, closesAt: string, rrule = workdays): NetworkSchedule {
  return { description, rrule, opensAt, closesAt, validFrom: '2026-08-01' }
}

function holidays(description: string, validFrom: string, validTo: string): NetworkSchedule {
  return { ...hours(description, '07:30', '16:30'), validFrom, validTo }
}

/** Contact data that lead nowhere: example.org, and a number from the range kept free for films. */
function entry(
  extension: number,
  provider: Provider,
  locations: Location[],
  schedules: NetworkSchedule[],
  rest: Omit<NetworkService, 'key' | 'provider' | 'at' | 'email' | 'phone' | 'assurer' | 'status'>,
): NetworkService {
  const name = provider.slice('fs-'.length)
  return {
    ...rest,
    key: `angebot-${extension}`,
    provider,
    email: `${name}@example.org`,
    phone: `030 23125 ${extension}`,
    assurer: serviceProviders.find(({ key }) => key === provider)?.name ?? name,
    status: 'active',
    at: locations.map((location) => ({ location, schedules })),
  }
}

const years = (count: number) => 12 * count

const services: NetworkService[] = [
  entry(
    101,
    'fs-ferienfuechse',
    ['ort-ferienfuechse', 'ort-ferienfuechse-west'],
    [
      holidays('Osterferien', '2027-03-22', '2027-04-03'),
      holidays('Sommerferien', '2027-07-19', '2027-08-31'),
      holidays('Herbstferien', '2027-10-23', '2027-11-06'),
    ],
    {
      name: 'Ferienbetreuung für Kita- und Grundschulkinder',
      kind: 'Ferienbetreuung',
      description:
        'Wir betreuen Ihr Kind, wenn Kita oder OGS geschlossen sind: mit Ausflügen, Werkstatt und warmem Mittagessen. Sie buchen wochenweise. Zwei Tage pro Woche sind auch möglich.',
      minimumAgeMonths: years(3),
      maximumAgeMonths: years(12),
      url: 'https://example.org/ferienfuechse/ferien',
      languages: ['de', 'tr'],
      assuredDate: '2026-10-12',
      costs: [
        { option: 'Woche', amountCents: 11_500, amountDescription: '115 € pro Woche mit Mittagessen' },
        { option: 'Geschwister', amountCents: 9_000, amountDescription: '90 € pro Woche für jedes weitere Kind' },
      ],
    },
  ),
  entry(102, 'fs-notnagel', ['ort-notnagel'], [hours('Montag bis Freitag', '06:30', '20:00')], {
    name: 'Notfallbetreuung in der Spielwohnung',
    kind: 'Notfallbetreuung',
    description:
      'Die Tagesmutter ist krank, die Kita streikt, der Termin lässt sich nicht verschieben? Rufen Sie uns bis 7 Uhr an, dann ist Ihr Kind noch am selben Tag bei uns gut aufgehoben. Kranke Kinder bleiben bitte zu Hause.',
    minimumAgeMonths: 6,
    maximumAgeMonths: years(10),
    url: 'https://example.org/notnagel',
    languages: ['de', 'en', 'pl'],
    assuredDate: '2026-11-02',
    costs: [
      {
        option: 'Stunde',
        amountCents: 1_200,
        amountDescription: '12 € pro Stunde; für Mitglieder des Verbunds zahlt oft der Betrieb',
      },
    ],
  }),
  entry(103, 'fs-notnagel', ['ort-notnagel'], [hours('Jeden Tag', '06:00', '22:00', 'FREQ=DAILY')], {
    name: 'Betreuung bei Ihnen zu Hause',
    kind: 'Notfallbetreuung',
    description:
      'Ihr Kind ist krank und Sie müssen arbeiten: Eine erfahrene Betreuerin kommt zu Ihnen nach Hause. Sie lernen sie vorher kennen, damit im Notfall niemand fremd ist.',
    minimumAgeMonths: 3,
    maximumAgeMonths: years(12),
    languages: ['de', 'ru', 'uk'],
    assuredDate: '2026-11-02',
    costs: [{ option: 'Stunde', amountCents: 1_900, amountDescription: '19 € pro Stunde und 5 € Anfahrt' }],
  }),
  entry(
    104,
    'fs-frueh-und-spaet',
    ['ort-frueh-und-spaet'],
    [hours('Früh, vor der Kita', '05:30', '08:00'), hours('Spät, nach der Kita', '16:00', '21:00')],
    {
      name: 'Randzeiten für Schichtdienst',
      kind: 'Randzeitenbetreuung',
      description:
        'Für Eltern im Früh- und Spätdienst: Wir frühstücken mit Ihrem Kind und bringen es in die Kita, oder wir holen es ab und essen zu Abend. Ihren Dienstplan brauchen wir zwei Wochen vorher.',
      minimumAgeMonths: 12,
      maximumAgeMonths: years(8),
      languages: ['de', 'ar'],
      assuredDate: '2026-09-28',
      costs: [{ option: 'Monat', amountCents: 9_500, amountDescription: '95 € im Monat für bis zu 30 Stunden' }],
    },
  ),
  entry(
    105,
    'fs-frueh-und-spaet',
    ['ort-frueh-und-spaet'],
    [hours('Samstag', '07:00', '19:00', 'FREQ=WEEKLY;BYDAY=SA')],
    {
      name: 'Samstagsgruppe',
      kind: 'Randzeitenbetreuung',
      description:
        'Wenn Sie samstags arbeiten: eine kleine feste Gruppe mit höchstens acht Kindern, mit Mittagessen und Ruheraum.',
      minimumAgeMonths: 18,
      maximumAgeMonths: years(7),
      languages: ['de'],
      assuredDate: '2026-09-28',
      costs: [{ option: 'Tag', amountCents: 3_200, amountDescription: '32 € pro Samstag mit Essen' }],
    },
  ),
  entry(106, 'fs-tagesnest', ['ort-tagesnest-ost'], [hours('Montag bis Freitag', '07:00', '17:00')], {
    name: 'Kindertagespflege Wichlinghausen',
    kind: 'Kindertagespflege',
    description:
      'Eine Tagesmutter, höchstens fünf Kinder, eine Wohnung mit Garten. Gut für die Jüngsten und für die Zeit, bis der Kita-Platz frei wird. Die Eingewöhnung dauert etwa vier Wochen.',
    minimumAgeMonths: 6,
    maximumAgeMonths: years(3),
    url: 'https://example.org/tagesnest',
    languages: ['de', 'it'],
    assuredDate: '2026-10-20',
    costs: [
      { option: 'Elternbeitrag', amountDescription: 'nach der Satzung der Stadt, wie in der Kita; dazu Essensgeld' },
    ],
  }),
  entry(107, 'fs-tagesnest', ['ort-tagesnest-west'], [hours('Montag bis Freitag', '07:00', '17:30')], {
    name: 'Großtagespflege Briller Nest',
    kind: 'Großtagespflege',
    description:
      'Drei Tagespflegepersonen betreuen zusammen neun Kinder unter drei Jahren. Wird eine krank, sind zwei noch da.',
    minimumAgeMonths: 9,
    maximumAgeMonths: years(3),
    languages: ['de', 'en'],
    assuredDate: '2026-10-20',
    costs: [
      { option: 'Elternbeitrag', amountDescription: 'nach der Satzung der Stadt, wie in der Kita; dazu Essensgeld' },
    ],
  }),
  entry(108, 'fs-wegbegleiter', ['ort-wegbegleiter'], [hours('Montag bis Freitag', '06:30', '18:30')], {
    name: 'Hol- und Bringdienst',
    kind: 'Hol- und Bringdienst',
    description:
      'Wir bringen Ihr Kind zu Fuß oder mit der Schwebebahn in die Kita und holen es wieder ab. Immer dieselbe Person, mit Ausweis und Abholvollmacht.',
    minimumAgeMonths: years(2),
    maximumAgeMonths: years(10),
    languages: ['de', 'fr'],
    // Long ago: an entry that nobody has confirmed for more than a year.
    assuredDate: '2025-03-03',
    costs: [{ option: 'Weg', amountCents: 850, amountDescription: '8,50 € pro Weg innerhalb von Wuppertal' }],
  }),
  entry(
    109,
    'fs-wegbegleiter',
    ['ort-wegbegleiter'],
    [hours('Nach Absprache, auch am Wochenende', '15:00', '23:00', 'FREQ=DAILY')],
    {
      name: 'Babysitting mit Zeugnis',
      kind: 'Babysitting',
      description:
        'Wir vermitteln Babysitterinnen und Babysitter, die einen Kurs und einen Erste-Hilfe-Schein haben. Sie lernen sich bei einem ersten Treffen kennen, das nichts kostet.',
      minimumAgeMonths: 4,
      maximumAgeMonths: years(12),
      languages: ['de', 'en', 'es'],
      assuredDate: '2026-11-09',
      costs: [
        { option: 'Stunde', amountCents: 1_400, amountDescription: '14 € pro Stunde, direkt an die Babysitterin' },
      ],
    },
  ),
  entry(
    110,
    'fs-lernlaterne',
    ['ort-lernlaterne'],
    [hours('Montag bis Donnerstag', '13:30', '17:00', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH')],
    {
      name: 'Hausaufgabenhilfe Langerfeld',
      kind: 'Hausaufgabenhilfe',
      description:
        'Hausaufgaben in kleinen Gruppen, danach spielen. Für Kinder von der ersten bis zur sechsten Klasse, auch wenn zu Hause kein Deutsch gesprochen wird.',
      minimumAgeMonths: years(6),
      maximumAgeMonths: years(12),
      url: 'https://example.org/lernlaterne',
      languages: ['de', 'tr', 'ar', 'uk'],
      assuredDate: '2026-10-05',
      costs: [{ option: 'Monat', amountCents: 4_500, amountDescription: '45 € im Monat; mit Bildungspaket kostenlos' }],
    },
  ),
  entry(111, 'fs-lotsenhaus', ['ort-lotsenhaus'], [hours('Montag bis Freitag', '09:00', '16:00')], {
    name: 'Pflegeberatung für Angehörige',
    kind: 'Pflegeberatung',
    description:
      'Ihre Mutter braucht plötzlich Hilfe? Wir klären mit Ihnen Pflegegrad, Pflegezeit und was jetzt zuerst zu tun ist. Am Telefon, bei uns oder bei Ihnen zu Hause, vertraulich auch gegenüber Ihrem Betrieb.',
    url: 'https://example.org/lotsenhaus/pflege',
    languages: ['de', 'ru'],
    assuredDate: '2026-11-16',
    costs: [
      { option: 'Beratung', amountCents: 0, amountDescription: 'kostenlos für Beschäftigte der Mitgliedsbetriebe' },
    ],
  }),
  entry(
    112,
    'fs-lotsenhaus',
    ['ort-lotsenhaus'],
    [hours('Dienstag und Donnerstag', '09:00', '18:00', 'FREQ=WEEKLY;BYDAY=TU,TH')],
    {
      name: 'Zurück in den Beruf',
      kind: 'Beratung zum Wiedereinstieg',
      description:
        'Elternzeit, Elterngeld, Teilzeit, Eingewöhnung: Wir machen mit Ihnen einen Plan, der zum Start des Kita-Platzes passt. Denn der erste Kita-Tag ist nicht der erste Arbeitstag.',
      url: 'https://example.org/lotsenhaus/wiedereinstieg',
      languages: ['de', 'en', 'tr'],
      assuredDate: '2026-11-16',
      costs: [
        { option: 'Beratung', amountCents: 0, amountDescription: 'kostenlos für Beschäftigte der Mitgliedsbetriebe' },
      ],
    },
  ),
  entry(
    113,
    'fs-ferienfuechse',
    ['ort-ferienfuechse'],
    [hours('An Brückentagen und Schließtagen der Kitas', '07:30', '16:30')],
    {
      name: 'Brückentage und Schließtage',
      kind: 'Ferienbetreuung',
      description:
        'Ihre Kita hat einen Konzeptionstag oder schließt zwischen den Jahren? Nennen Sie uns den Tag bis zwei Wochen vorher.',
      minimumAgeMonths: years(2),
      maximumAgeMonths: years(7),
      languages: ['de'],
      assuredDate: '2026-10-12',
      costs: [{ option: 'Tag', amountCents: 2_800, amountDescription: '28 € pro Tag mit Mittagessen' }],
    },
  ),
]

export function demoServices(): Pick<Network, 'providers' | 'locations' | 'services'> {
  return { providers: serviceProviders, locations: serviceLocations, services }
}
