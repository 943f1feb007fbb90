import type { NetworkAccount, NetworkRole } from '../../src/domain/network.ts'
import { clinic, university } from './companies.ts'
import { featuredFamilies, otherGuardians } from './featured.ts'
import { east, kitaKey, west } from './kitas.ts'

/** Of every demo account: a demo shows invented people only. */
export const demoPassword = 'wupper schwebt im november'

type DemoAccount = { key: string; name: string; label: string; role: NetworkRole; of: string[]; totpSecret?: string }

const accounts: DemoAccount[] = [
  {
    key: 'koordination',
    name: 'Katrin Koch (Demo)',
    label: 'Koordination',
    role: 'coordinator',
    of: [east, west],
    totpSecret: 'LO47CNFO77H6ZJSCJTVVDRGFOKU7JCC3',
  },
  {
    key: 'koordination2',
    name: 'Selim Kaya (Demo)',
    label: 'Koordination, zweite Person',
    role: 'coordinator',
    of: [east, west],
    totpSecret: 'QDTD5CRUOLDEYXDBEBQZ7YYKNZZW333N',
  },
  {
    key: 'personal-klinik',
    name: 'Petra Falk (Demo)',
    label: 'Personalabteilung, Klinik am Tannenkopf',
    role: 'hr',
    of: [clinic],
    totpSecret: 'IARJYYEEFBVHLSOKAXR7HBI4VRTII5AT',
  },
  {
    key: 'personal-hochschule',
    name: 'Uwe Stein (Demo)',
    label: 'Personalabteilung, Hochschule Brückental (Runde offen)',
    role: 'hr',
    of: [university],
    totpSecret: '5HZERS3JKXZYQERR4KHIF7H5YD475LYQ',
  },
  {
    key: 'kita-reichsstrasse',
    name: 'Marion Esser (Demo)',
    label: 'Kita-Leitung, Kinderland Reichsstraße',
    role: 'kitaAdmin',
    of: [kitaKey('10138')],
    totpSecret: '6KL32BK6U5RY6372XUTOFTHU7O32ARID',
  },
  {
    key: 'kita-samoastrasse',
    name: 'Jana Wolf (Demo)',
    label: 'Kita-Leitung, Samoastraße (kann vertreten)',
    role: 'kitaAdmin',
    of: [kitaKey('10188')],
    totpSecret: 'SLA33ZOBGLIEHG2LWOWTSPM62KLKSBIG',
  },
  {
    key: 'kita-tal-strolche',
    name: 'Timo Lang (Demo)',
    label: 'Kita-Leitung, Tal-Strolche (Runde offen)',
    role: 'kitaAdmin',
    of: [kitaKey('10180')],
    totpSecret: 'EXQGRJB7AMBQF5R2UONUWWJ5PTZNA7NT',
  },
  {
    key: 'traeger-talwiese-verwaltung',
    name: 'Bernd Ritter (Demo)',
    label: 'Trägerverwaltung, Talwiese Kindertagesstätten',
    role: 'provider',
    of: ['traeger-talwiese'],
    totpSecret: 'OLOW4PNBAP4QPDSYDT6HUONKL6XDTWR5',
  },
  {
    key: 'pruefung',
    name: 'Irene Vogt (Demo)',
    label: 'Prüfung und Datenschutz',
    role: 'auditor',
    of: [east, west],
    totpSecret: 'GMODYAH2EFN5ENJ752KMJ7HTREUZJN4B',
  },
  {
    key: 'familienservice-redaktion',
    name: 'Olga Reuter (Demo)',
    label: 'Familienservice-Redaktion, Talwiese Kindertagesstätten',
    role: 'serviceEditor',
    of: ['traeger-talwiese'],
    totpSecret: 'PBBENRJAAZFPVWI7F5Y4BFR7EWWWONSG',
  },
  ...otherGuardians.map(({ key, account, name }): DemoAccount => ({
    key: account,
    name,
    label: `Anderer Elternteil, ${name}`,
    role: 'parent',
    of: [key],
  })),
  ...featuredFamilies.map(({ key, account, name, siblings }): DemoAccount => ({
    key: account,
    name,
    label: `Eltern, ${name}${siblings ? ', Geschwister' : ''}`,
    role: 'parent',
    of: [key],
  })),
]

/** For printing: who may sign in, with `demoPassword`, and staff with the code of an app that has `totpSecret`. */
export const demoAccounts = accounts.map(({ key, label, role, totpSecret }) => ({
  label,
  role,
  email: emailOf(key),
  totpSecret,
}))

export const networkAccounts: NetworkAccount[] = accounts.map(({ key, name, role, of, totpSecret }) => ({
  key,
  email: emailOf(key),
  displayName: name,
  password: demoPassword,
  ...(totpSecret !== undefined && { totpSecret }),
  roles: of.map((subject) => ({ role, of: subject })),
}))

function emailOf(key: string): string {
  return `${key}@demo.example`
}
