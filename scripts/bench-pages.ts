/** `npm run bench:pages`: how fast the demo's pages answer while a round is being computed and others are being read. */
import autocannon from 'autocannon'
import { demoApp, HttpPerson } from '../test/support/running-app.ts'

const secondsEach = 3
/** Two readers at a time on a two-core machine that also runs the readers: busy, as on the day of the results. */
const connections = 2

const { app, ids, drop } = await demoApp()
await app.start()
const signedIn = async (email: string) => {
  const person = new HttpPerson(app.url)
  await person.signIn(email)
  return person
}
const coordinator = await signedIn('koordination@demo.example')
const round = `/vergaberunden/${ids['hauptvergabe-verbund-ost']}`
const request = /href="(\/anfragen\/[^"]+)"/
const parent = await signedIn('eltern1@demo.example')
const home = await parent.get('/familie')
const ownRequest = request.exec(home.text)?.[1] ?? home.location ?? '/familie'
const kita = await signedIn('kita-reichsstrasse@demo.example')

const pages: [string, HttpPerson, string][] = [
  ['start', new HttpPerson(app.url), '/'],
  ['family services', new HttpPerson(app.url), '/familienangebote'],
  ['consortia', coordinator, '/verbund'],
  ['consortium', coordinator, `/verbund/${ids['verbund-ost']}`],
  ['round', coordinator, round],
  ['children by ticket', coordinator, `${round}/kinder`],
  ['place classes', coordinator, `${round}/platzarten`],
  ['company', await signedIn('personal-klinik@demo.example'), '/unternehmen'],
  ['kita', kita, (await kita.get('/kitas')).location ?? '/kitas'],
  ['request of a family', parent, ownRequest],
]

process.stdout.write(`${'page'.padEnd(22)}  median ms  p99 ms  requests/s  not 200\n`)
for (const [name, person, path] of pages) {
  const result = await autocannon({
    url: app.url + path,
    connections,
    duration: secondsEach,
    headers: { cookie: person.cookie, accept: 'text/html' },
  })
  const figures = [result.latency.p50.toFixed(0), result.latency.p99.toFixed(0), result.requests.average.toFixed(0)]
  const other = result.requests.total - (result.statusCodeStats?.['200']?.count ?? 0)
  process.stdout.write(
    `${name.padEnd(22)}  ${figures[0].padStart(9)}  ${figures[1].padStart(6)}  ${figures[2].padStart(10)}  ${String(other).padStart(7)}\n`,
  )
}
await drop()
