// Finds the PostgreSQL that the store's tests run on, or installs Debian's.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canInstall, installDebianPackage } from './ensure-debian-package.mjs'

const debianVersions = '/usr/lib/postgresql'

export const howToGetPostgres = `PostgreSQL is missing: install it (Debian: apt-get install postgresql), or name its programs' folder in PG_BIN, or a server in TEST_PG_URL.`

/** The folder with initdb and pg_ctl: PG_BIN, else the newest of Debian's. */
export function findPostgresBin() {
  const named = process.env.PG_BIN
  const candidates = named ? [named] : debianFolders()
  return candidates.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

/** Whether there is a PostgreSQL now; says in one line what to do when there is none. */
export async function ensurePostgres() {
  if (process.env.TEST_PG_URL || findPostgresBin()) return true
  if (process.env.PG_BIN) {
    console.error(`PG_BIN names ${process.env.PG_BIN}, which has no initdb and pg_ctl.`)
    return false
  }
  if (canInstall()) {
    keepDebianFromStartingServers()
    await installDebianPackage('postgresql').catch((error) => console.error(error.message))
  }
  if (findPostgresBin()) return true
  console.error(howToGetPostgres)
  return false
}

function debianFolders() {
  if (!existsSync(debianVersions)) return []
  return readdirSync(debianVersions)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(debianVersions, version, 'bin'))
}

/** The package would set up and start a server of its own, on the usual port; the tests start theirs, on a socket. */
function keepDebianFromStartingServers() {
  const settings = '/etc/postgresql-common/createcluster.conf'
  if (existsSync(settings)) return
  mkdirSync('/etc/postgresql-common', { recursive: true })
  writeFileSync(settings, 'create_main_cluster = false\n')
  console.log(`Set create_main_cluster = false in ${settings}, so that installing PostgreSQL starts no server.`)
}
