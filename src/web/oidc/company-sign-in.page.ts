import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import type { Door } from './doors.ts'
import { ownDoor } from './oidc-identities.page.ts'

/** Why somebody may come back from a provider without having come in. */
const reasons = [
  'oidc-provider-down',
  'oidc-cancelled',
  'oidc-refused',
  'oidc-outdated',
  'oidc-not-linked',
  'oidc-no-role',
  'oidc-other-roles',
  'oidc-mail-unverified',
  'oidc-mail-foreign',
  'oidc-mail-differs',
  'oidc-linked-otherwise',
] as const satisfies readonly RefusalKind[]

export function listCompanyDoors({ doors, query }: Visit): Reply {
  const refused = reasons.find((reason) => reason === query.grund)
  return {
    kind: 'page',
    view: 'oidc/list-company-doors',
    page: 'company-doors',
    title: t('oidc.title'),
    status: refused ? statusOf(refused) : 200,
    data: {
      form: { values: {}, errors: [], ...(refused && { problem: { code: refused, ...wordsOf(refused) } }) },
      signIn: paths.signIn.href(),
      doors: doors.map(({ provider: { id, company } }) => ({
        start: paths.startOidcSignIn.href(id),
        label: t('oidc.signInWith', { company }),
      })),
    },
  }
}

export const startOidcSignIn = async (visit: Visit): Promise<Reply> =>
  leaveFor(visit, doorOf(visit.doors, visit.params.doorId), null)

/** The same way for somebody who is signed in, to say that the identity there is theirs. */
export const startLinkingOidc = async (visit: Visit): Promise<Reply> =>
  leaveFor(visit, await ownDoor(visit), visit.viewer.accountId)

async function leaveFor({ actions }: Visit, door: Door | undefined, linksTo: string | null): Promise<Reply> {
  if (!door) return notFound
  const begun = await door.begin(actions.now(), linksTo)
  if (!begun.ok) return backWith(begun.refusal.kind)
  const { url, ticket } = begun.value
  const title = t('oidc.leaveTitle', { company: door.provider.company })
  const data = { title, url, host: new URL(url).host }
  const view = 'oidc/leave-for-provider'
  return { kind: 'page', view, page: 'leave-for-provider', title, data, leaveFor: url, ticket }
}

/**
 * The one page that acts though it is only opened: the protocol ends so. It acts once, and only in the browser that began; an
 * address that somebody else made up finds no ticket. It answers by a redirect, so that no code stays in the address.
 */
export async function finishOidcSignIn(visit: Visit): Promise<Reply> {
  const { actions, browser, doors, params, query, viewer } = visit
  const door = doorOf(doors, params.doorId)
  if (!door) return notFound
  const finished = await door.finish(query, visit.takeTicket(), actions.now())
  if (!finished.ok) return backWith(finished.refusal.kind)
  const { provider } = door
  const { vouched, linksTo } = finished.value

  if (linksTo !== null) {
    if (linksTo !== viewer.accountId) return backWith('oidc-outdated')
    const linked = await actions.linkOidcIdentity(viewer, { provider, vouched })
    if (linked.ok) return { kind: 'redirect', to: paths.oidcIdentities.href() }
    return linked.refusal.kind === 'not-found' ? notFound : backWith(linked.refusal.kind)
  }
  const came = await actions.signInByOidc({ provider, vouched, browser })
  if (!came.ok) return backWith(came.refusal.kind)
  return { kind: 'signed-in', token: came.value.token, to: paths.start.href() }
}

const notFound: Reply = { kind: 'refused', refusal: { kind: 'not-found' } }

function doorOf(doors: readonly Door[], id: string): Door | undefined {
  return doors.find(({ provider }) => provider.id === id)
}

function backWith(reason: (typeof reasons)[number]): Reply {
  return { kind: 'redirect', to: `${paths.companyDoors.href()}?grund=${reason}` }
}
