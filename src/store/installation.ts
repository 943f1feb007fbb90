import type { Db } from './db.ts'

export async function findInstallation(db: Db): Promise<{ name: string; demo: boolean }> {
  const { name, demo } = await db.selectFrom('installation').select(['name', 'demo']).executeTakeFirstOrThrow()
  return { name, demo: demo === 1 }
}
