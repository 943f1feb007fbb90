import type { Actions } from '../../actions/app.ts'
import { childParticulars } from '../../domain/child-particular.ts'
import type { ShownForm } from '../form.ts'
import { formatDay } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

type FamilyData = Awaited<ReturnType<Actions['showFamilyData']>>

/** `again` is what was wrong, and the contact form as it was sent where it was that one. */
export async function showFamilyData(
  { actions, viewer, query }: Visit,
  again?: { form: Omit<ShownForm, 'values'> & Partial<Pick<ShownForm, 'values'>>; status: number },
): Promise<Reply> {
  const { own, others, children } = await actions.showFamilyData(viewer)
  const values = again?.form.values ?? (own ? valuesOf(own) : {})
  return {
    kind: 'page',
    view: 'family-data/show-family-data',
    page: 'family-data',
    title: t('familyData.title'),
    status: again?.status,
    data: {
      back: paths.family.href(),
      saved: savedWords(query.gespeichert),
      form: { errors: [], ...again?.form, values },
      contact: own && {
        action: paths.changeContact.href(),
        // Whoever has read that it was changed meanwhile and saves again means it.
        version: again?.form.problem ? own.version : (values.version ?? own.version),
        secret: own.addressSecret,
      },
      others: others === 0 ? null : t('familyData.othersCount', { count: others }),
      children: children.map(childWords),
    },
  }
}

function valuesOf({ contact, addressSecret }: NonNullable<FamilyData['own']>): ShownForm['values'] {
  return { ...contact, addressSecret: addressSecret ? 'on' : '' }
}

function childWords({ id, givenName, familyName, birthDate, particulars, version }: FamilyData['children'][number]) {
  return {
    id,
    action: paths.changeParticulars.href(id),
    version,
    head: t('familyData.child', { child: givenName }),
    legend: t('familyData.boxes', { child: givenName }),
    name: `${givenName} ${familyName}`,
    born: t('familyData.born', { day: formatDay(birthDate) }),
    submit: t('familyData.submitChild', { child: givenName }),
    boxes: childParticulars.map((name) => ({
      name,
      id: `${name}-${id}`,
      checked: particulars.includes(name),
      text: t(`familyData.particulars.${name}`),
    })),
  }
}

function savedWords(saved: string | undefined): string | null {
  if (saved === 'kontakt') return t('familyData.savedContact')
  return saved === 'kind' ? t('familyData.savedChild') : null
}
