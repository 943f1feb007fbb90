import type { Actions } from '../../actions/app.ts'
import type { NamedValue } from '../../domain/public-value.ts'
import type { ThawReason } from '../../domain/thaw-reason.ts'
import type { ActName } from '../../domain/two-person-act.ts'
import { type Fact, namedWords } from '../draws/draw-words.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import { wordsOf } from '../refusals.ts'
import { isWordKey, t } from '../words.ts'

type Shown = Extract<Awaited<ReturnType<Actions['showRound']>>, { ok: true }>['value']
type ToldAct = Shown['openActs'][number]

/** Of a hash, what two people can compare on the telephone. */
const shortHash = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)}`

const pathsOf: Record<
  ActName,
  { approve: { href: (id: string) => string }; withdraw: { href: (id: string) => string } }
> = {
  freeze: { approve: paths.approveFreeze, withdraw: paths.withdrawFreeze },
  thaw: { approve: paths.approveThaw, withdraw: paths.withdrawThaw },
  release: { approve: paths.approveRelease, withdraw: paths.withdrawRelease },
}

/** What waits for a second person, and what whoever looks can do about it. */
export function openActPanel(told: ToldAct, { round, viewerIsGuardian }: Shown) {
  const { act, contentHash, byViewer } = told
  const at = formatInstant(told.proposedAt)
  const blocked =
    told.void ?? (viewerIsGuardian && told.viewerDecides && !byViewer ? ('guardian-concerned' as const) : undefined)
  return {
    act,
    title: t(`twoPersonAct.titles.${act}`),
    proposed: byViewer
      ? t('twoPersonAct.byYou', { at })
      : t('twoPersonAct.proposedBy', { name: told.proposedBy, role: roleWords(told.proposedRole), at }),
    facts: [...factsOf(told), { label: t('twoPersonAct.shortHash'), value: shortHash(contentHash), hash: true }],
    hashes: [...hashesOf(told), { label: t('twoPersonAct.contentHash'), value: contentHash, hash: true }],
    contentHash,
    ...(blocked && { blocked: { code: blocked, ...wordsOf(blocked) } }),
    ...(byViewer && { withdraw: pathsOf[act].withdraw.href(round.id), text: t('twoPersonAct.waits') }),
    ...(!byViewer &&
      !blocked &&
      told.viewerDecides && {
        approve: pathsOf[act].approve.href(round.id),
        approveWords: t(`twoPersonAct.approve.${act}`),
        text: t(`twoPersonAct.askFor.${act}`),
      }),
  }
}

/** What people can judge. */
function factsOf({ act, choice, facts }: ToldAct): Fact[] {
  switch (act) {
    case 'freeze':
      return [
        { label: t('draw.named'), value: namedWords(choice.named as NamedValue) },
        ...(['requests', 'vacancies', 'reserved'] as const).map((fact) => ({
          label: t(`twoPersonAct.facts.${fact}`),
          value: formatNumber(Number(facts[fact])),
        })),
      ]
    case 'thaw':
      return [{ label: t('twoPersonAct.facts.reason'), value: t(`thaw.reasons.${choice.reason as ThawReason}`) }]
    case 'release':
      return []
  }
}

/** What machines compare. */
function hashesOf({ act, facts }: ToldAct): Fact[] {
  const hash = (fact: 'inputHash' | 'root' | 'rulesHash' | 'outcomeHash'): Fact => {
    return { label: t(`twoPersonAct.facts.${fact}`), value: String(facts[fact]), hash: true }
  }
  switch (act) {
    case 'freeze':
      return [hash('inputHash'), hash('rulesHash')]
    case 'thaw':
      return [hash('root'), hash('rulesHash')]
    case 'release':
      return [hash('outcomeHash')]
  }
}

function roleWords(role: string): string {
  const key = `roles.${role}`
  return isWordKey(key) ? t(key) : role
}
