import type { Actions } from '../../actions/app.ts'
import { siblingChoices } from '../../domain/sibling-choice.ts'
import type { ShownForm } from '../form.ts'
import { formatList } from '../format.ts'
import { paths } from '../paths.ts'
import type { Visit } from '../route.ts'
import { t } from '../words.ts'

type Siblings = NonNullable<Extract<Awaited<ReturnType<Actions['showSiblings']>>, { ok: true }>['value']>
type Child = Siblings['children'][number]

/** The form as it was refused, and with which status. */
export type RefusedChoice = { form: ShownForm; status: number }

export const emptyForm: ShownForm = { values: {}, errors: [] }

/** What a request's page says about the child's siblings in the same round: the choice, its form, what came of it. */
export function siblingsPanel(siblings: Siblings, { params, query }: Visit, typed: ShownForm = emptyForm) {
  const { choice, version, changeable, children } = siblings
  const applying = children.filter(({ takesPart }) => takesPart)
  const several = applying.length > 1
  const names = namesOf(applying)
  return {
    choice,
    lines: linesOf(siblings, applying),
    ...(several && warningOf(siblings)),
    ...(query.gespeichert === 'geschwister' && {
      saved: { title: t('siblings.saved'), text: t('siblings.savedText', { choice: t(`siblings.choices.${choice}`) }) },
    }),
    ...(changeable && {
      lead: t('siblings.lead', { children: names }),
      action: paths.chooseSiblings.href(params.requestId),
      version,
      options: siblingChoices.map((value, at) => ({
        // The first carries the field's name, so that the list of what is wrong leads to it.
        id: at === 0 ? 'choice' : `choice-${value}`,
        value,
        text: t(`siblings.choices.${value}`),
        cost: t(`siblings.costs.${value}`),
        checked: (typed.values.choice ?? choice) === value,
      })),
    }),
  }
}

/** What stands, for who can change nothing now: before two children take part, after the freeze, after the release. */
function linesOf({ choice, changeable, commonKitas }: Siblings, applying: Child[]): string[] {
  const words = t(`siblings.choices.${choice}`)
  const common = commonKitas.length > 0 ? [t('siblings.common', { kitas: formatList(commonKitas) })] : []
  if (applying.length < 2) {
    return [choice === 'independent' ? t('siblings.notYet') : t('siblings.alone', { choice: words })]
  }
  if (changeable) return common
  const chosen = t('siblings.chosen', { children: namesOf(applying), choice: words })
  const results = resultsOf(applying)
  return results.length > 0 ? [...results, chosen] : [chosen, t(`siblings.costs.${choice}`), ...common]
}

/** Without a common Kita it is said what that means for the choice, before it can no longer be changed. */
function warningOf({ choice, changeable, commonKitas }: Siblings) {
  if (commonKitas.length > 0 || !changeable) return {}
  const text = t(`siblings.noCommon.${choice}`)
  return choice === 'independent' ? { note: text } : { warning: { title: t('siblings.noCommon.title'), text } }
}

/** Who got a place together with whom, once it may be known. */
function resultsOf(applying: Child[]): string[] {
  const kitas = new Map(applying.flatMap(({ place }) => (place ? [[place.id, place.name]] : [])))
  const placed = [...kitas].map(([id, kita]) => {
    const there = applying.filter(({ place }) => place?.id === id)
    return there.length > 1
      ? t('siblings.placedTogether', { children: namesOf(there), kita })
      : t('siblings.placed', { child: namesOf(there), kita })
  })
  const waiting = applying.filter(({ place }) => place === null)
  if (waiting.length === 0) return placed
  const children = namesOf(waiting)
  return [...placed, waiting.length > 1 ? t('siblings.wait', { children }) : t('siblings.waits', { child: children })]
}

function namesOf(children: Child[]): string {
  return formatList(children.map(({ childName }) => childName ?? t('family.thisChild')))
}
