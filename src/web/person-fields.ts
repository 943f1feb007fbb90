import { z } from 'zod'
import { longestPassword, type PasswordRefusal, shortestPassword } from '../domain/password.ts'
import type { ShownForm } from './form.ts'
import { t, type WordKey } from './words.ts'

// Line breaks and the like are no part of a name.
const oneLine = /^[^\p{Cc}]*$/u
const name = (missing: WordKey) =>
  z.string().trim().min(1, missing).max(100, 'form.tooLong').regex(oneLine, 'form.invalid')

/** The fields by which a person is named, and how they are read everywhere. */
export const personFields = {
  givenName: name('form.missing.givenName'),
  familyName: name('form.missing.familyName'),
  email: z.string().trim().min(1, 'form.missing.email').max(254, 'form.tooLong').pipe(z.email('form.email')),
  // How many characters a password has, and which, is decided where it is chosen; as many can be more units than that.
  password: z.string().min(1, 'form.missing.password').max(512, 'form.tooLong'),
}

/** What is wrong with a password, and how to mend it. */
export function passwordError({ kind }: PasswordRefusal): ShownForm['errors'][number] {
  const message = t(`password.${kind}`, { shortest: shortestPassword, longest: longestPassword })
  return { field: 'password', message }
}

export function isPasswordRefusal<Refusal extends { kind: string }>(
  refusal: Refusal,
): refusal is Extract<Refusal, PasswordRefusal> {
  return refusal.kind.startsWith('password-')
}

export const passwordHint = () => t('password.hint', { shortest: shortestPassword })
