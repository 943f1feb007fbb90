import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { demoNetwork, demoPassword } from '../../db/seed/demo-network.ts'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { demoValue } from '../../src/domain/public-value.ts'
import { readBundle } from '../../src/engine/draw/read-bundle.ts'
import { verifyBundle } from '../../src/engine/draw/verify-bundle.ts'
import type { Database } from '../../src/store/db.ts'
import { makeFolder, runCommand } from '../cli/run-command.ts'
import { anAccount, anOpenRound, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw, lottoDay, lottoTyped, onLottoDay, releaseByTwo } from '../support/draw-steps.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

type House = Database & { drop(): Promise<void> }

const stateOf = (page: { text: string }) => /data-state="([^"]+)"/.exec(page.text)?.[1]
const codeOf = (page: { text: string }) => /data-code="([^"]+)"/.exec(page.text)?.[1]

async function signedIn(app: Express, email: string, password = aPassword): Promise<Person> {
  const person = new Person(app)
  await person.signIn(email, password)
  return person
}

describe('two coordinators with an open round', () => {
  const round = '/vergaberunden/round-1'
  const freezing = { source: 'lotto', lottoDay }
  let database: House
  let deps: Deps
  let first: Person
  let second: Person
  /** The same people, on the evening of the draw. */
  let laterFirst: Person
  let fromElsewhere: Person
  let laterSecond: Person

  beforeEach(async () => {
    database = await migratedDatabase()
    deps = testDeps(database.db)
    await anOpenRound(database.db)
    const passwordHash = await deps.hashPassword(aPassword)
    for (const id of ['ko-1', 'ko-2']) {
      await anAccount(database.db, { id, role: 'coordinator', subjects: ['consortium-1'], passwordHash })
    }
    await anAccount(database.db, { id: 'elsewhere', role: 'coordinator', subjects: ['consortium-2'], passwordHash })
    const [app, later] = [testServer(deps), testServer(onLottoDay(deps))]
    first = await signedIn(app, 'ko-1@example.org')
    second = await signedIn(app, 'ko-2@example.org')
    fromElsewhere = await signedIn(app, 'elsewhere@example.org')
    laterFirst = await signedIn(later, 'ko-1@example.org')
    laterSecond = await signedIn(later, 'ko-2@example.org')
  })
  afterEach(() => database.drop())

  const propose = (fields: Record<string, string> = freezing) =>
    first.submit(`${round}/einfrieren`, 'propose-freeze', fields)
  const freeze = async () => {
    await propose()
    return second.submit(round, 'approve-freeze', {})
  }
  const enter = (person: Person, fields: Record<string, string> = lottoTyped) =>
    person.submit(`${round}/ziehung`, 'enter-value', fields)

  test('freeze it for the Lotto draw of a coming day, enter its numbers, and it is drawn', async () => {
    const open = await first.get(`${round}/einfrieren`)
    expect(open.text).toContain('Mittwoch, 2. Dezember 2026')
    expect(open.text).not.toContain(demoValue.signature)

    const proposed = await propose()
    expect([proposed.status, proposed.headers.location]).toEqual([303, round])
    const [own, others] = [await first.get(round), await second.get(round)]
    for (const page of ['/verbund', '/verbund/consortium-1']) {
      expect((await second.get(page)).text).toContain(`href="${round}#open-freeze"`)
      expect((await first.get(page)).text).not.toContain('data-waiting')
    }
    expect(stateOf(own)).toBe('open')
    expect(own.text).toContain('data-action="withdraw-freeze"')
    expect(own.text).not.toContain('data-action="approve-freeze"')
    expect(others.text).toContain('Vorgeschlagen von Konto ko-1 (Koordination)')
    expect(others.text).not.toContain('data-action="withdraw-freeze"')
    const frozen = await second.submit(round, 'approve-freeze', {})
    expect([frozen.status, frozen.headers.location]).toEqual([303, round])
    expect(stateOf(await first.get(round))).toBe('frozen')
    expect((await first.get(round)).text).toContain('Diesen Wert kann noch niemand kennen')

    expect((await enter(laterFirst)).status).toBe(303)
    expect((await laterFirst.get(round)).text).toContain('Jetzt muss ihn eine zweite Person')
    expect((await laterSecond.get(`${round}/ziehung`)).text).not.toContain('1234567')
    expect((await enter(laterSecond)).status).toBe(303)
    expect(stateOf(await laterSecond.get(round))).toBe('drawn')
  })

  test('are told on the round’s page as well when their entries differ, and both begin again', async () => {
    await freeze()
    await enter(laterFirst)

    const differed = await enter(laterSecond, { ...lottoTyped, super6: '654322' })

    expect([differed.status, codeOf(differed)]).toEqual([409, 'entries-differ'])
    for (const person of [laterFirst, laterSecond]) {
      const page = await person.get(round)
      expect(page.text).toContain('data-code="entries-differ"')
      expect(page.text).toContain('href="/vergaberunden/round-1/ziehung"')
    }
  })

  test.each([
    ['no source', { source: '' }, 'source'],
    ['a day on which nothing is drawn', { source: 'lotto', lottoDay: '2026-12-03' }, 'lottoDay'],
    ['a day that is past', { source: 'lotto', lottoDay: '2026-11-28' }, 'lottoDay'],
    ['a drand round that is out', { source: 'drand', drandRound: '1000' }, 'drandRound'],
    ['a drand round in words', { source: 'drand', drandRound: 'tausend' }, 'drandRound'],
    ['a drand round beyond all dates', { source: 'drand', drandRound: '999999999999999' }, 'drandRound'],
  ])('do not freeze with %s: the field says why and keeps what was typed', async (_, fields, field) => {
    const answer = await propose(fields)

    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#${field}"`)
    if ('drandRound' in fields) expect(answer.text).toContain(`value="${fields.drandRound}"`)
    expect(stateOf(answer)).toBe('open')
  })

  test.each([
    ['numbers', '3 11 19'],
    ['superzahl', 'x'],
    ['spiel77', '1'],
    ['super6', ''],
  ])('do not draw with a mistake in %s: the field says why, the others keep what was typed', async (field, wrong) => {
    await freeze()

    const answer = await enter(laterFirst, { ...lottoTyped, [field]: wrong })

    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#${field}"`)
    expect(answer.text).toContain(field === 'spiel77' ? 'value="654321"' : 'value="1234567"')
  })

  test('learn from a form drawn before: frozen meanwhile 409, drawn meanwhile 409, twice by one person 409', async () => {
    const stale = formOn((await second.get(`${round}/einfrieren`)).text, 'propose-freeze')
    await freeze()
    const late = await second.post(`${round}/einfrieren`, { ...stale.fields, ...freezing })
    expect([late.status, codeOf(late)]).toEqual([409, 'round-not-open'])

    const form = formOn((await laterFirst.get(`${round}/ziehung`)).text, 'enter-value')
    const again = formOn((await laterFirst.get(`${round}/ziehung`)).text, 'enter-value')
    await laterFirst.post(`${round}/ziehung`, { ...form.fields, ...lottoTyped })
    const alone = await laterFirst.post(`${round}/ziehung`, { ...again.fields, ...lottoTyped })
    expect([alone.status, codeOf(alone)]).toEqual([409, 'second-entry-needed'])

    await enter(laterSecond)
    const after = await laterFirst.post(`${round}/ziehung`, { ...again.fields, ...lottoTyped })
    expect([after.status, codeOf(after)]).toEqual([409, 'round-not-frozen'])
  })

  test('have one effect and one answer by the same form sent three times', async () => {
    const { fields } = formOn((await first.get(`${round}/einfrieren`)).text, 'propose-freeze')

    const answers = await Promise.all(
      [1, 2, 3].map(() => first.post(`${round}/einfrieren`, { ...fields, ...freezing })),
    )
    const approval = formOn((await second.get(round)).text, 'approve-freeze')
    const approved = await Promise.all([1, 2, 3].map(() => second.post(approval.target ?? '', approval.fields)))

    expect([...answers, ...approved].map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 303])
    expect(await database.db.selectFrom('draw').select('id').execute()).toHaveLength(1)
  })

  test('are told Kita, kind and numbers where more is reserved than vacant', async () => {
    await database.db.updateTable('place_class').set({ vacancies: 0 }).execute()

    const answer = await propose()

    expect([answer.status, codeOf(answer)]).toEqual([409, 'reserves-exceed-vacancies'])
    expect(answer.text).toContain('1 Plätze reserviert, frei gemeldet sind 0')
  })

  test('are told that a proposal is void by what has changed since, and what to do: nothing is frozen', async () => {
    await propose()
    const form = formOn((await second.get(round)).text, 'approve-freeze')
    await database.db.updateTable('place_class').set({ vacancies: 2 }).execute()
    const looked = await second.get(round)

    const answer = await second.post(form.target ?? '', form.fields)

    expect(codeOf(looked)).toBe('content-changed')
    expect(looked.text).not.toContain('data-action="approve-freeze"')
    expect([answer.status, codeOf(answer), stateOf(answer)]).toEqual([409, 'content-changed', 'open'])
    expect(answer.text).toContain('Bitte schlagen Sie noch einmal vor')
    expect(answer.text).toContain(`href="${round}/einfrieren"`)
    expect((await freeze()).status).toBe(303)
  })

  test('do not decide on what concerns their own child: another person is asked for kindly', async () => {
    await propose()
    await database.db
      .insertInto('guardian')
      .values({ id: 'g', family_id: 'anna', account_id: 'ko-2', given_name: 'K', family_name: 'O' })
      .execute()

    const asked = await second.get(round)
    await first.submit(round, 'withdraw-freeze', {})
    const form = await second.get(`${round}/einfrieren`)

    for (const page of [asked, form]) {
      expect(codeOf(page)).toBe('guardian-concerned')
      expect(page.text).toContain('Sie haben ein Kind in dieser Runde')
      expect(page.text).not.toMatch(/data-action="(approve|propose)-freeze"/)
    }
  })

  test('take a proposal back, each only its own', async () => {
    await propose()
    const { fields } = formOn((await first.get(round)).text, 'withdraw-freeze')
    const others = formOn((await second.get(round)).text, 'approve-freeze')

    const foreign = await second.post(`${round}/einfrieren/zurueckziehen`, others.fields)
    const own = await first.post(`${round}/einfrieren/zurueckziehen`, fields)
    const late = await second.post(others.target ?? '', others.fields)

    expect([foreign.status, codeOf(foreign)]).toEqual([409, 'proposed-by-another'])
    expect(own.status).toBe(303)
    expect([late.status, codeOf(late)]).toEqual([409, 'not-proposed'])
  })

  test('open it again for a reason from a list, which everybody reads beside what had been published', async () => {
    await freeze()
    const { root } = await database.db.selectFrom('draw').select('root').executeTakeFirstOrThrow()
    const without = await first.submit(`${round}/auftauen`, 'propose-thaw', {})
    const proposed = await first.submit(`${round}/auftauen`, 'propose-thaw', { reason: 'wrong-places' })
    const asked = await second.get(round)
    const thawed = await second.submit(round, 'approve-thaw', {})

    const page = await new Person(testServer(deps)).get('/nachpruefen/round-1')
    const list = await new Person(testServer(deps)).get('/nachpruefen')

    expect([without.status, proposed.status, thawed.status]).toEqual([422, 303, 303])
    expect(without.text).toContain('href="#reason"')
    expect(asked.text).toContain('Freie Plätze oder Kontingente waren falsch')
    expect(stateOf(await first.get(round))).toBe('open')
    expect([stateOf(page), codeOf(page)]).toEqual(['thawed', 'thawed'])
    expect(page.text).toContain(root)
    expect(page.text).toContain('Grund: Freie Plätze oder Kontingente waren falsch')
    expect(list.text).toContain('wieder offen')
  })

  test('try the round out first: figures marked as a dry run, and the same form twice is one', async () => {
    const page = `${round}/probelaeufe`
    const { fields } = formOn((await first.get(page)).text, 'start-dry-run')

    const started = await Promise.all([1, 2].map(() => first.post(page, fields)))
    const waiting = await first.get(page)
    await createActions(deps).workOnce()
    const done = await first.get(page)

    expect(started.map(({ status }) => status)).toEqual([303, 303])
    expect(waiting.text).not.toContain('data-action="start-dry-run"')
    expect(done.text.match(/Probelauf – nicht verbindlich/g)).toHaveLength(1)
    expect(stateOf(done)).toBe('open')
    expect((await first.get(round)).text).not.toContain('Welcher Wunsch ging in Erfüllung?')
  })

  test('start no second dry run beside one that is computed: 409, and the page says so', async () => {
    const page = `${round}/probelaeufe`
    const stale = formOn((await second.get(page)).text, 'start-dry-run')
    await first.submit(page, 'start-dry-run', {})

    const answer = await second.post(page, stale.fields)

    expect([answer.status, codeOf(answer)]).toEqual([409, 'dry-run-under-way'])
  })

  test('are the only ones: to a coordinator from elsewhere neither form exists', async () => {
    for (const page of ['einfrieren', 'auftauen', 'ziehung', 'pruefdatei.json', 'probelaeufe']) {
      const shown = await fromElsewhere.get(`${round}/${page}`)
      expect([page, shown.status, shown.headers.location]).toEqual([page, 404, undefined])
    }
  })

  test('publish the hashes with the freeze, the value with the draw, and files with the release only', async () => {
    const reader = new Person(testServer(deps))
    const page = '/nachpruefen/round-1'
    expect((await reader.get(page)).status).toBe(404)

    await freeze()
    const { root, rules_hash } = await database.db.selectFrom('draw').selectAll().executeTakeFirstOrThrow()
    const frozen = await reader.get(page)
    expect(stateOf(frozen)).toBe('frozen')
    expect([root, rules_hash].filter((hash) => !frozen.text.includes(hash))).toEqual([])

    await enter(laterFirst)
    expect((await reader.get(page)).text).not.toContain('1234567')
    await enter(laterSecond)
    const drawn = await reader.get(page)
    expect(stateOf(drawn)).toBe('drawn')
    expect(drawn.text).toContain('3-11-19-22-35-41:7:1234567:654321')

    await createActions(deps).workOnce()
    const { outcome_hash } = await database.db.selectFrom('computation').selectAll().executeTakeFirstOrThrow()
    expect((await reader.get(page)).text).not.toContain(outcome_hash)
    expect((await reader.get(`${page}/pruefdatei.json`)).status).toBe(404)
  })
})

describe('the released round of the demo', () => {
  let database: House
  let app: Express
  let roundId: string
  const folder = makeFolder()

  beforeAll(async () => {
    database = await migratedDatabase()
    const deps = testDeps(database.db)
    const actions = createActions(deps)
    const seeded = await actions.seedNetwork(demoNetwork(2027))
    if (!seeded.ok) throw new Error(seeded.refusal.kind)
    const { ids } = seeded.value
    roundId = ids['hauptvergabe-verbund-ost']
    const first = await actions.findViewer(ids.koordination)
    const second = await actions.findViewer(ids.koordination2)
    await freezeAndDraw(deps, [first, second], { roundId, demo: true })
    await actions.workOnce()
    await releaseByTwo(deps, [first, second], { roundId })
    app = testServer(deps, { demo: true })
  })
  afterAll(async () => {
    folder.remove()
    await database.drop()
  })

  const requestOf = async (email: string) =>
    database.db
      .selectFrom('place_request')
      .innerJoin('account_role', 'account_role.subject_id', 'place_request.family_id')
      .innerJoin('account', 'account.id', 'account_role.account_id')
      .select(['place_request.id', 'ticket'])
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  const bundleOf = (answer: { text: string }) => {
    const read = readBundle(JSON.parse(answer.text))
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    return read.value
  }
  const failures = (answer: { text: string }) =>
    verifyBundle(bundleOf(answer)).flatMap(({ check, violations }) => violations.map((found) => `${check}: ${found}`))

  test('gives siblings who wanted to be together a bundle for each, with one lot for both', async () => {
    const parent = await signedIn(app, 'eltern5@demo.example', demoPassword)
    const requests = await database.db
      .selectFrom('place_request')
      .innerJoin('account_role', 'account_role.subject_id', 'place_request.family_id')
      .innerJoin('account', 'account.id', 'account_role.account_id')
      .select('place_request.id')
      .where('email', '=', 'eltern5@demo.example')
      .execute()

    const files = await Promise.all(requests.map(({ id }) => parent.get(`/anfragen/${id}/pruefdatei.json`)))

    expect(files.map(failures)).toEqual([[], []])
    const lots = files.map((answer) => {
      const bundle = bundleOf(answer)
      return 'lot' in bundle ? bundle.lot : undefined
    })
    expect(lots[0]).toMatch(/^[0-9a-f]+$/)
    expect(lots[1]).toBe(lots[0])
  })

  test('gives everybody, a family and a coordinator a bundle, of the same head, and the command finds all three right', async () => {
    const parent = await signedIn(app, 'eltern1@demo.example', demoPassword)
    const coordinator = await signedIn(app, 'koordination@demo.example', demoPassword)
    const { id, ticket } = await requestOf('eltern1@demo.example')

    const files = {
      public: await new Person(app).get(`/nachpruefen/${roundId}/pruefdatei.json`),
      family: await parent.get(`/anfragen/${id}/pruefdatei.json`),
      audit: await coordinator.get(`/vergaberunden/${roundId}/pruefdatei.json`),
    }

    const heads = Object.values(files).map((answer) => JSON.stringify(bundleOf(answer).head))
    expect(new Set(heads).size).toBe(1)
    expect(bundleOf(files.family)).toMatchObject({ leaf: { ticket } })
    expect(files.public.text).not.toContain(ticket)
    for (const [name, answer] of Object.entries(files)) {
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="vergabe-/)
      expect(failures(answer)).toEqual([])
      const { code, stdout } = await runCommand('verify-draw', [folder.write(`${name}.json`, answer.text)], folder.path)
      expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining(`draw-bundle-${name}/1`)])
    }
  })

  test('with one place more, one score changed or a leaf left out is found to be wrong', async () => {
    const coordinator = await signedIn(app, 'koordination@demo.example', demoPassword)
    const { text } = await coordinator.get(`/vergaberunden/${roundId}/pruefdatei.json`)

    expect(failures({ text: text.replace(/"capacity":(\d)/, '"capacity":9$1') })).not.toEqual([])
    expect(failures({ text: text.replace(/"hours":(25|35|45)/, '"hours":40') })).not.toEqual([])
    const audit = JSON.parse(text) as { leaves: unknown[] }
    audit.leaves.pop()
    expect(failures({ text: JSON.stringify(audit) })).not.toEqual([])
  })

  test('of a coordinator’s download leaves a trace in the trail; others find no such file', async () => {
    const coordinator = await signedIn(app, 'koordination@demo.example', demoPassword)
    const taken = () =>
      database.db.selectFrom('audit').select('subject').where('action', '=', 'round.download-audit-bundle').execute()
    const before = (await taken()).length

    await coordinator.get(`/vergaberunden/${roundId}/pruefdatei.json`)
    const hr = await signedIn(app, 'personal-klinik@demo.example', demoPassword)

    expect((await hr.get(`/vergaberunden/${roundId}/pruefdatei.json`)).status).toBe(404)
    expect((await taken()).slice(before)).toEqual([{ subject: roundId }])
  })

  test('gives a family only its own bundle', async () => {
    const parent = await signedIn(app, 'eltern1@demo.example', demoPassword)
    const { id: another } = await requestOf('eltern2@demo.example')
    const coordinator = await signedIn(app, 'koordination@demo.example', demoPassword)

    expect((await parent.get(`/anfragen/${another}/pruefdatei.json`)).status).toBe(404)
    expect((await coordinator.get(`/anfragen/${another}/pruefdatei.json`)).status).toBe(404)
    expect((await new Person(app).get(`/anfragen/${another}/pruefdatei.json`)).status).toBe(303)
  })

  test('says on its public page that its value was known before, as only a demo may', async () => {
    const page = await new Person(app).get(`/nachpruefen/${roundId}`)

    expect(page.text).toContain('data-code="known-before"')
  })

  test('comes with the page that checks, to be kept and opened from there', async () => {
    const page = await new Person(app).get('/pruefseite.html')

    expect(page.headers['content-disposition']).toContain('vergabe-nachpruefen.html')
    expect(page.text).toContain('draw-bundle-public/1')
  })
})
