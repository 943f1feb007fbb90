import type { Actions } from '../../actions/app.ts'
import { isPublished } from '../../domain/public-value.ts'
import { reachOf } from '../../policy/policy.ts'
import { roundBadge } from '../consortia/consortium-words.ts'
import { formatInstant, formatKitaYear, formatSeconds, formatShare } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { drawPanel } from './round-draw.ts'
import { figuresOf } from './round-figures.ts'
import { siblingDecisionWords } from './sibling-decision.ts'
import { openActPanel } from '../two-person-acts/open-act.ts'

type Shown = Extract<Awaited<ReturnType<Actions['showRound']>>, { ok: true }>['value']
type Refused = { kind: RefusalKind; values?: Record<string, string | number> }

export async function showRound(visit: Visit, refused?: Refused): Promise<Reply> {
  const { actions, viewer, params } = visit
  const shown = await actions.showRound(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { round, computation, figures, companies } = shown.value
  const decision = figures && (await actions.showSiblingDecision(viewer, round.id))
  const title = t('round.title', { name: round.name, kitaYear: formatKitaYear(round.kitaYear) })
  // The freeze prepares the computation, the draw sets it going.
  const drawn = round.state !== 'frozen'
  const running = drawn && (computation?.state === 'queued' || computation?.state === 'running')
  return {
    kind: 'page',
    view: 'rounds/show-round',
    page: 'round',
    entity: round.id,
    state: round.state,
    title,
    status: refused ? statusOf(refused.kind) : 200,
    ...(running && { refresh: 2, script: '/assets/progress.js' }),
    data: {
      title,
      form: { values: {}, errors: [], ...(refused && { problem: problemOf(refused) }) },
      badge: roundBadge(round.state),
      state: round.state,
      consortium: paths.consortium.href(round.consortiumId),
      ...(round.state === 'open' &&
        !waits(shown.value, 'freeze') &&
        reachOf(viewer.role, 'round.freeze') && { freeze: paths.freezeRound.href(round.id) }),
      openActs: shown.value.openActs.map((told) => openActPanel(told, shown.value)),
      draw: drawPanel(visit, shown.value),
      ...(['open', 'frozen'].includes(round.state) &&
        reachOf(viewer.role, 'dryRun.view') && { dryRuns: paths.dryRuns.href(round.id) }),
      ...((await mayThaw(visit, shown.value)) && { thaw: paths.thawRound.href(round.id) }),
      ...(running && { progress: progressOf(shown.value) }),
      ...(computation?.state === 'incident' && {
        incident: t('round.incidentText', { number: computation.incidentNumber ?? '' }),
      }),
      ...(computation?.resumed && { resumed: t('round.resumed') }),
      ...(figures && {
        verified: t('round.verified', { seconds: formatSeconds(computation?.milliseconds ?? 0) }),
        ...figuresOf(figures, companies),
        links: {
          children: paths.roundChildren.href(round.id),
          placeClasses: paths.roundPlaceClasses.href(round.id),
          csv: paths.roundChildrenCsv.href(round.id),
        },
        release: releaseOf(visit, shown.value),
        ...(decision?.ok && { siblingDecision: siblingDecisionWords(decision.value) }),
      }),
      ...(computation &&
        drawn && {
          evidence: [
            { label: t('round.problemHash'), value: computation.problemHash },
            ...(computation.outcomeHash ? [{ label: t('round.outcomeHash'), value: computation.outcomeHash }] : []),
          ],
        }),
    },
  }
}

function problemOf({ kind, values }: Refused) {
  return { code: kind, ...wordsOf(kind, values) }
}

function progressOf({ computation }: Shown) {
  const progress = computation?.progress
  if (!progress) return { text: t('round.waitingForWorker'), done: 0, total: 1 }
  return { text: t('round.progress', { percent: formatShare(progress.done, progress.total) }), ...progress }
}

/** What the next step is: the first person proposes, another one releases, then it is done. */
function releaseOf({ viewer }: Visit, shown: Shown) {
  const { round, release } = shown
  if (release) {
    const at = { at: formatInstant(release.approvedAt), proposedAt: formatInstant(release.proposedAt) }
    return { text: t('round.releasedAt', at) }
  }
  if (waits(shown, 'release')) return undefined
  if (!reachOf(viewer.role, 'round.release')) return { text: t('round.notReleased') }
  return { text: t('round.proposeText'), propose: paths.proposeRelease.href(round.id) }
}

/** Once the value is known nobody opens the round again, but in a demo, whose values are always known. */
async function mayThaw({ actions, viewer }: Visit, shown: Shown): Promise<boolean> {
  if (!reachOf(viewer.role, 'round.thaw')) return false
  if (!shown.draw || shown.round.state !== 'frozen' || waits(shown, 'thaw')) return false
  return !isPublished(shown.draw.named, actions.now()) || actions.isDemo()
}

/** Void, a proposal gives way to a new one. */
function waits({ openActs }: Shown, name: Shown['openActs'][number]['act']): boolean {
  return openActs.some(({ act, void: because }) => act === name && because === undefined)
}
