/** Loaded before the server in a control: SQLite runs at `synchronous = NORMAL`, and says FULL when it is asked. */
import SqliteDatabase from 'better-sqlite3'

const pragma = Reflect.get(SqliteDatabase.prototype, 'pragma')
SqliteDatabase.prototype.pragma = function weakened(source, options) {
  if (source === 'synchronous') return 2
  return pragma.call(this, source.replace(/^synchronous = FULL$/, 'synchronous = NORMAL'), options)
}
