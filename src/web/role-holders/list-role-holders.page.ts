import type { Actions } from '../../actions/app.ts'
import { formKey } from '../form-key.ts'
import { formatInstant } from '../format.ts'
import { paged } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

type Holder = Awaited<ReturnType<Actions['listRoleHolders']>>['holders'][number]

const pageSize = 30
const done = ['ended', 'disabled', 'enabled'] as const

export async function showRoleHolders({ actions, viewer, query }: Visit): Promise<Reply> {
  const { holders, mayDisable } = await actions.listRoleHolders(viewer)
  const { rows, hits, pages } = paged(
    holders,
    { ...(query.page && { page: query.page }) },
    paths.roleHolders.href(),
    pageSize,
  )
  const word = done.find((one) => one === query.getan)
  return {
    kind: 'page',
    view: 'role-holders/list-role-holders',
    page: 'role-holders',
    title: t('roleHolders.title'),
    data: {
      done: word && {
        code: `role-holder-${word}`,
        title: t(`roleHolders.${word}`),
        text: t(`roleHolders.${word}Text`),
      },
      holders: rows.map((holder) => {
        const { accountId, name, role, subjectId, givenAt, disabledAt } = holder
        const state = disabledAt === null ? 'open' : 'disabled'
        const acts = [
          actOf('end', paths.endRole.href(accountId, role, subjectId), name),
          ...(mayDisable
            ? [actOf(state === 'open' ? 'disable' : 'enable', paths.disableAccount.href(accountId), name)]
            : []),
        ]
        return {
          id: accountId,
          name,
          what: whatOf(holder),
          since: givenAt === null ? t('roleHolders.always') : formatInstant(givenAt),
          state,
          badge: { look: state === 'open' ? 'success' : 'warning', text: t(`roleHolders.states.${state}`) },
          own: accountId === viewer.accountId,
          acts: accountId === viewer.accountId ? [] : acts,
        }
      }),
      hits: t('roleHolders.hits', hits),
      pages,
    },
  }
}

const whatOf = (holder: Holder) => t('invitations.option', { role: t(`roles.${holder.role}`), for: holder.for })

function actOf(word: 'end' | 'disable' | 'enable', href: string, name: string) {
  const text = t(`roleHolders.${word}`)
  return { href, text, label: t('roleHolders.aboutWhom', { act: text, name }) }
}

/** What ends somebody's way in is asked once more, on a page of its own. */
export async function showEndRole({ actions, viewer, params }: Visit): Promise<Reply> {
  const { accountId, role, subjectId } = params
  const { holders } = await actions.listRoleHolders(viewer)
  const holder = holders.find((one) => one.accountId === accountId && one.role === role && one.subjectId === subjectId)
  if (!holder || accountId === viewer.accountId) return { kind: 'refused', refusal: { kind: 'not-found' } }
  const text = t('roleHolders.endText', { what: whatOf(holder) })
  return confirmPage('end', holder, text, paths.endRole.href(accountId, role, subjectId))
}

export async function showDisableAccount({ actions, viewer, params }: Visit): Promise<Reply> {
  const { accountId } = params
  const { holders } = await actions.listRoleHolders(viewer)
  const holder = holders.find((one) => one.accountId === accountId)
  if (!holder || accountId === viewer.accountId) return { kind: 'refused', refusal: { kind: 'not-found' } }
  const word = holder.disabledAt === null ? 'disable' : 'enable'
  return confirmPage(word, holder, t(`roleHolders.${word}Text`), paths.disableAccount.href(accountId))
}

export async function endRole({ actions, viewer, params, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const { accountId, role, subjectId } = params
  const ended = await actions.endRole(viewer, { accountId, role, subjectId, key })
  if (!ended.ok) return { kind: 'refused', refusal: ended.refusal }
  return { kind: 'redirect', to: `${paths.roleHolders.href()}?getan=ended` }
}

export async function disableAccount(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  const { word } = fields
  if (key === undefined || (word !== 'disable' && word !== 'enable')) {
    // Whose account it is comes before how the form is filled in.
    const shown = await showDisableAccount(visit)
    return shown.kind === 'refused' ? shown : { kind: 'refused', refusal: { kind: 'malformed' } }
  }
  const { accountId } = params
  const saved = await actions.disableAccount(viewer, { accountId, disabled: word === 'disable', key })
  if (!saved.ok) return { kind: 'refused', refusal: saved.refusal }
  return { kind: 'redirect', to: `${paths.roleHolders.href()}?getan=${word}d` }
}

function confirmPage(word: 'end' | 'disable' | 'enable', { name }: Holder, text: string, action: string): Reply {
  return {
    kind: 'page',
    view: 'role-holders/confirm',
    page: word === 'end' ? 'end-role' : 'disable-account',
    title: t(`roleHolders.${word}`),
    state: word,
    data: {
      head: t(`roleHolders.${word}Head`, { name }),
      text,
      action,
      act: word === 'end' ? 'end-role' : 'disable-account',
      word,
      submit: t(`roleHolders.${word}`),
      back: paths.roleHolders.href(),
    },
  }
}
