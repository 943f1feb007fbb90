import { companyCodeOf } from '../domain/company-code.ts'
import type { Deps } from './deps.ts'

/**
 * A company's code follows from its id under the installation's key. So the company can look it up again, a form sent twice
 * shows the same one, and a stolen database holds none.
 */
export const codeOf = ({ keyring }: Pick<Deps, 'keyring'>, id: string): string =>
  companyCodeOf(keyring.digest('company-code', id))

/** By which a typed code is found. */
export const codeHashOf = ({ keyring }: Pick<Deps, 'keyring'>, code: string): string =>
  keyring.digest('company-code-hash', code)
