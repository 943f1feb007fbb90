import type { Network } from '../../src/domain/network.ts'

/** Invented providers of family services. */
export const serviceProviders = [
  {
    key: 'fs-ferienfuechse',
    name: 'Ferienfüchse Wuppertal e. V. (Demo)',
    website: 'https://example.org/ferienfuechse',
  },
  { key: 'fs-notnagel', name: 'Notnagel Kinderbetreuung gGmbH (Demo)', website: 'https://example.org/notnagel' },
  { key: 'fs-tagesnest', name: 'Tagesnest Kindertagespflege (Demo)', website: 'https://example.org/tagesnest' },
  { key: 'fs-wegbegleiter', name: 'Wegbegleiter Familienhilfe (Demo)' },
  { key: 'fs-lernlaterne', name: 'Lernlaterne e. V. (Demo)', website: 'https://example.org/lernlaterne' },
  { key: 'fs-lotsenhaus', name: 'Lotsenhaus Pflege und Beruf (Demo)', website: 'https://example.org/lotsenhaus' },
  { key: 'fs-frueh-und-spaet', name: 'Früh & Spät Betreuung gGmbH (Demo)' },
] satisfies Network['providers']

/** Real streets; the houses are invented. */
export const serviceLocations = [
  {
    key: 'ort-ferienfuechse',
    name: 'Ferienhaus Oberbarmen (Demo)',
    street: 'Berliner Straße',
    city: 'Wuppertal',
    longitude: 7.2216,
    latitude: 51.2745,
  },
  {
    key: 'ort-ferienfuechse-west',
    name: 'Ferienhaus Elberfeld (Demo)',
    street: 'Friedrich-Ebert-Straße',
    city: 'Wuppertal',
    longitude: 7.1362,
    latitude: 51.2553,
  },
  {
    key: 'ort-notnagel',
    name: 'Notnagel Spielwohnung (Demo)',
    street: 'Werth',
    city: 'Wuppertal',
    longitude: 7.2001,
    latitude: 51.2716,
  },
  {
    key: 'ort-tagesnest-ost',
    name: 'Tagesnest Wichlinghausen (Demo)',
    street: 'Wichlinghauser Straße',
    city: 'Wuppertal',
    longitude: 7.2189,
    latitude: 51.2796,
  },
  {
    key: 'ort-tagesnest-west',
    name: 'Tagesnest Briller Viertel (Demo)',
    street: 'Briller Straße',
    city: 'Wuppertal',
    longitude: 7.1325,
    latitude: 51.2574,
  },
  {
    key: 'ort-wegbegleiter',
    name: 'Wegbegleiter Büro (Demo)',
    street: 'Heckinghauser Straße',
    city: 'Wuppertal',
    longitude: 7.2176,
    latitude: 51.2689,
  },
  {
    key: 'ort-lernlaterne',
    name: 'Lernlaterne Langerfeld (Demo)',
    street: 'Schwelmer Straße',
    city: 'Wuppertal',
    longitude: 7.2437,
    latitude: 51.2712,
  },
  {
    key: 'ort-lotsenhaus',
    name: 'Lotsenhaus (Demo)',
    street: 'Friedrich-Engels-Allee',
    city: 'Wuppertal',
    longitude: 7.1741,
    latitude: 51.2628,
  },
  {
    key: 'ort-frueh-und-spaet',
    name: 'Früh & Spät Haus (Demo)',
    street: 'Reichsstraße',
    city: 'Wuppertal',
    longitude: 7.2108,
    latitude: 51.2739,
  },
] satisfies Network['locations']
