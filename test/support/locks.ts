import SqliteDatabase from 'better-sqlite3'
import { Client } from 'pg'

/** Somebody else at the same database, who holds what every write needs; the answer lets go. */
export async function lockDatabase(url: string): Promise<() => Promise<void>> {
  if (url.startsWith('sqlite:')) {
    const file = new SqliteDatabase(url.slice('sqlite:'.length))
    file.exec('begin immediate')
    return async () => void file.close()
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  await client.query('lock table attempt, session, write_probe in exclusive mode')
  return () => client.end()
}
