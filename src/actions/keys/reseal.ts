import { appendAudit } from '../../store/audit.ts'
import { inTransaction, overwriteDeleted } from '../../store/db.ts'
import { listSealedOtherwise, saveResealed, sealedColumns } from '../../store/sealed-columns.ts'
import type { Deps, Progress } from '../deps.ts'

const atOnce = 500

/** Seals by the present key what other keys have sealed. @returns how many fields that were */
export const reseal =
  (deps: Deps) =>
  async (onProgress: Progress = () => {}): Promise<number> => {
    let done = 0
    for (const [at, column] of sealedColumns.entries()) {
      let after = ''
      for (;;) {
        const { rows, last } = await listSealedOtherwise(deps.db, deps.keyring, column, { after, most: atOnce })
        if (last === undefined) break
        await inTransaction(deps.db, async (trx) => {
          for (const row of rows) await saveResealed(trx, deps.keyring, column, row)
        })
        done += rows.length
        after = last
      }
      onProgress(at + 1, sealedColumns.length)
    }
    await inTransaction(deps.db, (trx) =>
      appendAudit(trx, {
        at: deps.now(),
        actor: 'operator',
        role: 'operator',
        action: 'keys.reseal',
        subject: 'fields',
        details: { fields: done },
      }),
    )
    await overwriteDeleted(deps.db)
    return done
  }
