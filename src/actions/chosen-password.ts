import { ownWordsOf } from '../domain/coming-in.ts'
import { choosePassword, type PasswordRefusal } from '../domain/password.ts'
import type { Result } from '../domain/result.ts'
import { commonPasswords } from '../store/common-passwords.ts'
import type { Deps } from './deps.ts'

/** The hash of a password that somebody may have. Slow on purpose: before any transaction. */
export async function chosenPassword(
  deps: Deps,
  typed: string,
  { name, email }: { name: string; email: string },
): Promise<Result<string, PasswordRefusal>> {
  const common = await commonPasswords()
  const ownWords = ownWordsOf(name, email)
  const chosen = choosePassword(typed, { ownWords, isCommon: (text) => common.has(text) })
  return chosen.ok ? { ok: true, value: await deps.hashPassword(chosen.value) } : chosen
}
