import type { Reply, Visit } from '../route.ts'

export async function downloadPublicBundle({ actions, viewer, params }: Visit): Promise<Reply> {
  return bundleFile('vergabe-oeffentlich.json', await actions.downloadPublicBundle(viewer, params.roundId))
}

export async function downloadFamilyBundle({ actions, viewer, params }: Visit): Promise<Reply> {
  return bundleFile('vergabe-mein-kind.json', await actions.downloadFamilyBundle(viewer, params.requestId))
}

export async function downloadAuditBundle({ actions, viewer, params }: Visit): Promise<Reply> {
  return bundleFile('vergabe-pruefung.json', await actions.downloadAuditBundle(viewer, params.roundId))
}

type Downloaded = { ok: true; value: object } | { ok: false; refusal: { kind: 'not-found' } }

function bundleFile(name: string, bundle: Downloaded): Reply {
  if (!bundle.ok) return { kind: 'refused', refusal: bundle.refusal }
  return { kind: 'file', name, type: 'json', text: `${JSON.stringify(bundle.value)}\n` }
}
