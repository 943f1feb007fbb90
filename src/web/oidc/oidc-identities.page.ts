import { formKey } from '../form-key.ts'
import { formatInstant } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import type { Door } from './doors.ts'

export async function showOidcIdentities({ actions, viewer, doors }: Visit): Promise<Reply> {
  const identities = await actions.listOidcIdentities(
    viewer,
    doors.map(({ provider }) => provider),
  )
  return {
    kind: 'page',
    view: 'oidc/show-oidc-identities',
    page: 'oidc-identities',
    title: t('oidc.identitiesTitle'),
    data: {
      identities: identities.map(({ provider: { id, company }, linkedAt }) => ({
        company,
        state: linkedAt === null ? t('oidc.notLinked') : t('oidc.linkedSince', { at: formatInstant(linkedAt) }),
        ...(linkedAt === null
          ? { link: paths.startLinkingOidc.href(id), linkLabel: t('oidc.link', { company }) }
          : { unlink: paths.unlinkOidcIdentity.href(id), unlinkLabel: t('oidc.unlink', { company }) }),
      })),
    },
  }
}

/** The provider of the viewer's own company that a path names. */
export async function ownDoor({ actions, viewer, doors, params }: Visit): Promise<Door | undefined> {
  const door = doors.find(({ provider }) => provider.id === params.doorId)
  const [own] = door ? await actions.listOidcIdentities(viewer, [door.provider]) : []
  return own && door
}

export async function unlinkOidcIdentity(visit: Visit): Promise<Reply> {
  const { actions, viewer, fields } = visit
  const door = await ownDoor(visit)
  if (!door) return { kind: 'refused', refusal: { kind: 'not-found' } }
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const unlinked = await actions.unlinkOidcIdentity(viewer, { provider: door.provider, key })
  if (unlinked.ok) return { kind: 'redirect', to: paths.oidcIdentities.href() }
  return { kind: 'refused', refusal: unlinked.refusal }
}
