import { describe, expect, test } from 'vitest'
import { History } from '../support/history.ts'

const done = () => Promise.resolve({ status: 303 })
const refused = () => Promise.resolve({ status: 409 })
const brokeOff = () => Promise.reject(new Error('the connection broke'))
const effects = (...acts: string[]) => acts.map((act) => ({ act }))
const kinds = (history: History, ...acts: string[]) => history.faults(effects(...acts)).map(({ kind }) => kind)

/** The checker that all races and kills are judged by, with each fault planted once. */
describe('a history', () => {
  test('is whole where all that was acknowledged stands once, and what broke off stands or does not', async () => {
    const history = new History()
    await history.send('a', done)
    await history.send('b', brokeOff)
    await history.send('c', brokeOff)
    await history.send('b', done)
    await history.send('d', refused)

    expect(kinds(history, 'a', 'b')).toEqual([])
    expect(kinds(history, 'a', 'b', 'c')).toEqual([])
  })

  test('has lost what was acknowledged and is not there', async () => {
    const history = new History()
    await history.send('a', done)
    expect(kinds(history)).toEqual(['lost'])
  })

  test('has a double where a repeated request took effect again', async () => {
    const history = new History()
    await history.send('a', brokeOff)
    await history.send('a', done)
    expect(kinds(history, 'a', 'a')).toEqual(['double'])
  })

  test('has a phantom where nobody sent what is there', async () => {
    const history = new History()
    await history.send('a', done)
    expect(kinds(history, 'a', 'b')).toEqual(['phantom'])
  })

  test('was not told the truth where what was refused is there', async () => {
    const history = new History()
    await history.send('a', refused)
    expect(kinds(history, 'a')).toEqual(['refused-yet-done'])
  })

  test('is out of order where what was acknowledged first comes second', async () => {
    const history = new History()
    await history.send('a', done)
    await history.send('b', done)
    expect(kinds(history, 'b', 'a')).toEqual(['out-of-order'])
  })

  test('may put in any order what was under way at the same time', async () => {
    const history = new History()
    await Promise.all([history.send('a', done), history.send('b', done)])
    expect(kinds(history, 'b', 'a')).toEqual([])
  })

  test('says where the server broke, and which prefix breaks a law', async () => {
    const history = new History()
    await history.send('a', () => Promise.resolve({ status: 500 }))
    await history.send('b', done)

    let places = 1
    const faults = history.faults(effects('a', 'b'), () => (places-- > 0 ? undefined : 'two took the last place'))

    expect(faults).toEqual([
      { kind: 'broke', what: 'a' },
      { kind: 'law', what: 'b: two took the last place' },
    ])
  })
})
