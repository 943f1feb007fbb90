import { fieldNames, type Reader, readers, type Sight, sightsOf } from '../../policy/visible-fields.ts'
import { options } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

/** "Wer sieht was?": the very table that decides, in words. */
export function showVisibleFields({ query }: Visit): Reply {
  const chosen = readers.find((reader) => reader === query.rolle)
  const shown = chosen ? [chosen] : readers
  return {
    kind: 'page',
    view: 'visible-fields/show-visible-fields',
    page: 'visible-fields',
    title: t('visibleFields.title'),
    ...(chosen && { state: chosen }),
    data: {
      path: paths.visibleFields.href(),
      roles: options(
        readers.map((reader) => [reader, t(`visibleFields.readers.${reader}`)]),
        chosen,
      ),
      readers: shown.map((reader) => ({ reader, name: t(`visibleFields.readers.${reader}`) })),
      about: chosen ? t(`visibleFields.about.${chosen}`) : null,
      fields: fieldNames.map((field) => ({
        field,
        name: t(`visibleFields.fields.${field}`),
        cells: shown.map((reader) => cellOf(reader, sightsOf(reader, field))),
      })),
    },
  }
}

function cellOf(reader: Reader, sights: readonly Sight[]) {
  return {
    reader,
    name: t(`visibleFields.readers.${reader}`),
    never: sights.length === 0,
    sees: sights.map(wordsOf),
  }
}

function wordsOf({ sees, from, onOwnQuota }: Sight): string {
  const what = t(`visibleFields.sees.${sees}`)
  if (from === 'always') return what
  return t(onOwnQuota ? 'visibleFields.fromOnOwnQuota' : 'visibleFields.from', {
    stage: t(`visibleFields.stages.${from}`),
    what,
  })
}
