import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

/** Whoever runs one Kita goes straight to it. */
export async function listKitas({ actions, viewer }: Visit): Promise<Reply> {
  const kitas = await actions.listKitas(viewer)
  if (kitas.length === 1) return { kind: 'redirect', to: paths.kita.href(kitas[0].id) }
  return {
    kind: 'page',
    view: 'kitas/list-kitas',
    page: 'kitas',
    title: t('kita.listTitle'),
    data: {
      kitas: kitas.map(({ id, name, street, city, provider }) => ({
        name,
        address: `${street}, ${city}`,
        provider,
        href: paths.kita.href(id),
      })),
    },
  }
}
