import type { Db, Trx } from '../db.ts'

/** Names the installation, and holds its row until the transaction ends. */
export async function claimInstallation(trx: Trx, installation: { name: string; demo: boolean }): Promise<void> {
  await trx
    .updateTable('installation')
    .set({ name: installation.name, demo: installation.demo ? 1 : 0 })
    .execute()
}

/** Whether nothing stands here yet: every other table hangs on one of these. */
export async function isEmptyNetwork(db: Db): Promise<boolean> {
  const roots = ['consortium', 'provider', 'account', 'family', 'location', 'audit', 'session', 'job'] as const
  for (const root of roots) {
    const row = await db
      .selectFrom(root)
      .select(({ lit }) => lit(1).as('one'))
      .limit(1)
      .executeTakeFirst()
    if (row) return false
  }
  return true
}
