import type { Actions } from '../../actions/app.ts'
import { isPublished } from '../../domain/public-value.ts'
import { reachOf } from '../../policy/policy.ts'
import { drawnFacts, frozenFacts } from '../draws/draw-words.ts'
import { formatInstant } from '../format.ts'
import { paths } from '../paths.ts'
import { wordsOf } from '../refusals.ts'
import type { Visit } from '../route.ts'
import { t } from '../words.ts'

type Shown = Extract<Awaited<ReturnType<Actions['showRound']>>, { ok: true }>['value']

/** The draw on the page of its round: what is published, and whose turn it is. */
export function drawPanel({ actions, viewer }: Visit, { round, draw, figures, viewerIsGuardian }: Shown) {
  if (!draw) return undefined
  const { entry } = draw
  const now = actions.now()
  const draws = reachOf(viewer.role, 'round.draw') !== undefined
  const frozen = round.state === 'frozen'
  return {
    facts: [...frozenFacts(draw), ...drawnFacts(draw)],
    public: paths.draw.href(round.id),
    ...(figures && reachOf(viewer.role, 'draw.audit') && { audit: paths.auditBundle.href(round.id) }),
    ...(frozen && draw.differedAt !== null && { differed: { code: 'entries-differ', ...wordsOf('entries-differ') } }),
    ...(frozen && draws && { waiting: waitingWords(draw, now) }),
    ...(frozen &&
      draws &&
      isPublished(draw.named, now) &&
      !entry?.byViewer &&
      !viewerIsGuardian && { enter: paths.enterValue.href(round.id) }),
  }
}

function waitingWords({ named, entry }: NonNullable<Shown['draw']>, now: string): string {
  if (!isPublished(named, now)) return `${wordsOf('value-not-published').title}. ${wordsOf('value-not-published').text}`
  if (!entry) return t('draw.waitsForFirst')
  const at = formatInstant(entry.at)
  return entry.byViewer ? t('draw.waitsForOther', { at }) : t('draw.waitsForYou', { at })
}
