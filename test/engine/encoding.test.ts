import { describe, expect, test } from 'vitest'
import { encoding, rules } from '../../src/engine/siblings/encoding.ts'
import { connectedSets } from '../../src/engine/siblings/facts.ts'
import { solveAnswerSets } from '../../src/engine/siblings/solver.ts'

/** What follows from facts by some of the rules, shown atoms sorted; null where nothing does. */
async function follows(names: (keyof typeof rules)[], facts: string, show: string): Promise<string[] | null> {
  const answer = await solveAnswerSets(
    `${facts}\n${names.map((name) => rules[name]).join('\n')}\n#show ${show}.`,
    10_000,
  )
  return answer.kind === 'model' ? answer.atoms.toSorted() : null
}

describe('choose', () => {
  const facts = 'unit(1). option(1,1). option(1,2). sends(1,1,7,30). sends(1,2,7,31). sends(1,2,8,31). settled(9,30).'

  test('an option sends all its children where it says, and whoever is settled is there', async () => {
    expect(await follows(['choose'], `${facts} :- not gets(1,2).`, 'at/2')).toEqual([
      'at(7,31)',
      'at(8,31)',
      'at(9,30)',
    ])
  })

  test('nobody gets two options, and everybody may get nothing', async () => {
    expect(await follows(['choose'], `${facts} :- not gets(1,1). :- not gets(1,2).`, 'gets/2')).toBeNull()
    expect(await follows(['choose'], `${facts} :- gets(1,_).`, 'at/2')).toEqual(['at(9,30)'])
  })
})

describe('capacity', () => {
  test('a place more than there are is too many', async () => {
    expect(await follows(['capacity'], 'capacity(30,2). at(1,30). at(2,30).', 'at/2')).not.toBeNull()
    expect(await follows(['capacity'], 'capacity(30,2). at(1,30). at(2,30). at(3,30).', 'at/2')).toBeNull()
  })
})

describe('scene', () => {
  const facts = `scene(30,30). plain(30). scene(own,30). without(own,1). brings(own,7).
    at(5,30). at(6,30). at(4,31). sends(1,1,5,30). sends(1,2,7,30). sends(1,2,5,31).`

  test('a plain one has whoever is there; one of a family has the others and whom it brings', async () => {
    expect(await follows(['scene'], facts, 'in/2')).toEqual(['in(30,5)', 'in(30,6)', 'in(own,6)', 'in(own,7)'])
  })
})

/** Children 1, 2, 3, … come in this order of priority, and all are there. */
const there = (count: number) =>
  [
    `scene(30,30). last(30,${count}).`,
    ...Array.from(
      { length: count },
      (_, at) => `in(30,${at + 1}). rank(30,${at + 1},${at + 1}). poolrank(30,${at + 1},${at + 1}).`,
    ),
  ].join(' ')

/** Sets of companies: 0 is A, 1 is B, 2 both. */
const ofA = (child: number) => `inside(30,${child},0). inside(30,${child},2).`
const ofB = (child: number) => `inside(30,${child},1). inside(30,${child},2).`
const ofBoth = (child: number) => `inside(30,${child},2).`
const reserves = (a: number, b: number) => `reserve(30,0,${a}). reserve(30,1,${b}). reserve(30,2,${a + b}).`

describe('company places', () => {
  test('go in the order of priority to those whose companies have them', async () => {
    const facts = `${there(3)} ${ofA(2)} ${ofA(3)} ${reserves(1, 0)}`

    expect(await follows(['companyPlaces'], facts, 'seated/2')).toEqual(['seated(30,2)'])
  })

  test('a child of two companies makes room for one that has only the other', async () => {
    const facts = `${there(3)} ${ofBoth(1)} ${ofA(2)} ${ofB(3)} ${reserves(1, 1)}`

    expect(await follows(['companyPlaces'], facts, 'seated/2')).toEqual(['seated(30,1)', 'seated(30,2)'])
  })

  test('two children of both companies fill the places of both', async () => {
    const facts = `${there(4)} ${ofBoth(1)} ${ofBoth(2)} ${ofA(3)} ${ofB(4)} ${reserves(1, 1)}`

    expect(await follows(['companyPlaces'], facts, 'seated/2')).toEqual(['seated(30,1)', 'seated(30,2)'])
  })
})

describe('present places', () => {
  test('come first, count for nobody, and leave the company places only the rest', async () => {
    const facts = `${there(3)} present(3,30). kept(30). capacity(30,2). all(30,9).
      ${[1, 2].map((child) => `${ofA(child)} inside(30,${child},9).`).join(' ')} reserve(30,9,2). ${reserves(2, 0)}`

    expect(await follows(['companyPlaces', 'presentPlaces'], facts, 'seated/2')).toEqual(['seated(30,1)'])
    expect(await follows(['companyPlaces', 'presentPlaces'], facts, 'stays/2')).toEqual(['stays(30,3)'])
  })
})

describe('pool shares', () => {
  test('are as many as the company places leave, and go in pool order to those who have no company place', async () => {
    const facts = `${there(4)} capacity(30,3). sharing(30). ${ofA(1)} ${reserves(1, 0)}
      ${[1, 2, 3].map((child) => `insideshare(30,${child},0).`).join(' ')} insideshare(30,4,1).
      share(30,1,0,1). share(30,1,1,1). share(30,0,0,2). share(30,0,1,1).`

    expect(await follows(['companyPlaces', 'poolShares'], facts, 'sharer/2')).toEqual(['sharer(30,2)', 'sharer(30,4)'])
  })

  test('of none are had by nobody', async () => {
    const facts = `${there(1)} capacity(30,1). sharing(30). insideshare(30,1,0). share(30,0,0,0).`

    expect(await follows(['companyPlaces', 'poolShares'], facts, 'sharer/2')).toEqual([])
  })
})

describe('pool', () => {
  const asks = 'tries(30,1,1,5). rank(30,5,5). poolrank(30,5,2).'

  test('a child behind as many as there are places is out', async () => {
    const facts = `scene(30,30). in(30,1). poolrank(30,1,1). ${asks}`

    expect(await follows(['pool'], `${facts} capacity(30,1).`, 'out/2')).toEqual(['out(30,5)'])
    expect(await follows(['pool'], `${facts} capacity(30,2).`, 'out/2')).toEqual([])
  })

  test('who has a company place takes up a place, also behind the child', async () => {
    const facts = `scene(30,30). in(30,6). poolrank(30,6,6). capacity(30,1). ${asks}`

    expect(await follows(['pool'], facts, 'out/2')).toEqual([])
    expect(await follows(['pool'], `${facts} seated(30,6).`, 'out/2')).toEqual(['out(30,5)'])
  })

  test('a child with a company place or with its present place is never out', async () => {
    const full = `scene(30,30). in(30,1). poolrank(30,1,1). capacity(30,1). ${asks}`

    expect(await follows(['pool'], `${full} inside(30,5,0).`, 'out/2')).toEqual([])
    expect(await follows(['pool'], `${full} inside(30,5,0). tight(30,5).`, 'out/2')).toEqual(['out(30,5)'])
    expect(await follows(['pool'], `${full} present(5,30).`, 'out/2')).toEqual([])
  })
})

describe('stable', () => {
  const facts = 'contests(1,1). contests(1,2). tries(s,1,1,7). tries(t,1,2,7).'

  test('a better option that refuses nobody blocks', async () => {
    expect(await follows(['stable'], `${facts} gets(1,2).`, 'refused/2')).toBeNull()
    expect(await follows(['stable'], `${facts} gets(1,2). out(s,7).`, 'refused/2')).toEqual(['refused(1,1)'])
  })

  test('worse options do not matter to whoever has a better one; who has nothing is asked about all', async () => {
    expect(await follows(['stable'], `${facts} gets(1,1).`, 'served/2')).toEqual(['served(1,1)', 'served(1,2)'])
    expect(await follows(['stable'], `${facts} out(s,7).`, 'refused/2')).toBeNull()
  })
})

describe('best', () => {
  const units = 'unit(1). unit(2). weight(1,1). weight(2,1). nothing(1,3). nothing(2,3). turn(1,2). turn(2,1).'

  test('the smallest sum of positions, each child counted', async () => {
    const facts = `${units} { gets(1,1) ; gets(2,1) } = 1. weight(2,2).`

    expect(await follows(['best'], facts.replace('weight(2,1).', ''), 'gets/2')).toEqual(['gets(2,1)'])
  })

  test('of equal sums, whose lot comes first has the better option', async () => {
    expect(await follows(['best'], `${units} { gets(1,1) ; gets(2,1) } = 1.`, 'gets/2')).toEqual(['gets(2,1)'])
  })
})

describe('the whole program', () => {
  test('of nobody has a result, in which nobody gets anything', async () => {
    expect(await solveAnswerSets(encoding, 10)).toMatchObject({ kind: 'model', atoms: [] })
  })

  test('that is no program is an error of ours', async () => {
    await expect(solveAnswerSets('this is no program', 10)).rejects.toThrow('answer-set solver failed')
  })

  test('with a contradiction has none', async () => {
    expect(await solveAnswerSets('a. :- a.', 10)).toEqual({ kind: 'none' })
  })

  test('that is too hard for the limit says so, again and again', async () => {
    // Ten pigeons in nine holes: short to say, long to refute.
    const pigeons = '1 { in(P,1..9) } 1 :- P = 1..10. :- in(P,H), in(Q,H), P < Q.'

    for (const again of [1, 2])
      expect([again, await solveAnswerSets(pigeons, 20)]).toEqual([again, { kind: 'limit-reached' }])
  })
})

describe('sets of companies', () => {
  test('that hang together by children who fit two of them', () => {
    const sets = connectedSets(3, [[0, 1]])

    expect(sets?.map((set) => set.join('')).toSorted()).toEqual(['0', '01', '1', '2'])
  })

  test('too many of them are not written down', () => {
    const everyPair = Array.from({ length: 12 }, (_, one) => [one, (one + 1) % 12])
    const more = Array.from({ length: 12 }, (_, one) => [one, (one + 5) % 12])

    expect(connectedSets(12, [...everyPair, ...more])).toBeNull()
  })
})
