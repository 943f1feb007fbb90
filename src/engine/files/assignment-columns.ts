import type { OutcomeHash } from '../canonical.ts'
import { Int32Column } from '../column.ts'
import { IdTable, NONE } from '../id-table.ts'
import { afterText, CLOSE_OBJECT, isSame } from './plain-bytes.ts'
import type { Assignment } from '../types.ts'

const CHILD = Buffer.from('{"child":')
const COUNTS_FOR = Buffer.from(',"countsFor":')
const PROGRAM = Buffer.from(',"program":')
const NULL = Buffer.from('null')

/** Assignments without an object for each: the ids of programs and companies are kept once. */
export class AssignmentColumns implements Iterable<Assignment> {
  private readonly childIds: string[] = []
  private readonly programs = new IdTable()
  private readonly companies = new IdTable()
  /** For each assignment its program and its company, NONE for the pool. */
  private readonly numbers = new Int32Column()

  add({ child, program, countsFor }: Assignment): void {
    this.push(child, this.programs.add(program), countsFor === null ? NONE : this.companies.add(countsFor))
  }

  /**
   * Adds an assignment that is written in canonical JSON straight from the bytes, and to the hash. It only ever says yes:
   * whatever else stands there is left to `isAssignment`.
   *
   * @returns where the row ends; NONE, and nothing added, if it is not written so or does not end in these bytes
   */
  read(bytes: Buffer, from: number, hash: OutcomeHash): number {
    const childFrom = after(CHILD, bytes, from)
    const childTo = afterText(bytes, childFrom)
    const companyFrom = after(COUNTS_FOR, bytes, childTo)
    const isPool = isSame(NULL, 0, NULL.length, bytes, companyFrom)
    const companyTo = isPool ? companyFrom + NULL.length : afterText(bytes, companyFrom)
    const programFrom = after(PROGRAM, bytes, companyTo)
    const programTo = afterText(bytes, programFrom)
    if (programTo === NONE || bytes[programTo] !== CLOSE_OBJECT) return NONE
    const end = programTo + 1

    const program = numberIn(this.programs, bytes, programFrom + 1, programTo - 1)
    const company = isPool ? NONE : numberIn(this.companies, bytes, companyFrom + 1, companyTo - 1)
    this.push(bytes.toString('latin1', childFrom + 1, childTo - 1), program, company)
    const at = hash.begin(end - from)
    bytes.copy(hash.bytes, at, from, end)
    hash.end(at + end - from)
    return end
  }

  *[Symbol.iterator](): Generator<Assignment> {
    const numbers = this.numbers.values()
    for (const [at, child] of this.childIds.entries()) {
      const company = numbers[2 * at + 1]
      const countsFor = company === NONE ? null : this.companies.ids[company]
      yield { child, program: this.programs.ids[numbers[2 * at]], countsFor }
    }
  }

  private push(child: string, program: number, company: number): void {
    this.childIds.push(child)
    this.numbers.push(program)
    this.numbers.push(company)
  }
}

// The offset behind these bytes, NONE if others stand there, or if what came before was none.
function after(expected: Uint8Array, bytes: Uint8Array, from: number): number {
  return from !== NONE && isSame(expected, 0, expected.length, bytes, from) ? from + expected.length : NONE
}

function numberIn(table: IdTable, bytes: Buffer, from: number, to: number): number {
  const known = table.find(bytes, from, to)
  return known === NONE ? table.add(bytes.toString('latin1', from, to)) : known
}
