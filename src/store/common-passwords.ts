let loading: Promise<ReadonlySet<string>> | undefined

/**
 * Passwords of breaches and single words that are tried first, lower-case, read from the package when the first password is
 * chosen: it is large, and no address of a stranger is asked whether a password is known.
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'], ...dictionary['diceware-common']]),
  )
  return loading
}
