import type { Actions } from '../../actions/app.ts'
import { isPublished } from '../../domain/public-value.ts'
import { formatInstant, formatKitaYear } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { drawnFacts, type DrawShown, frozenFacts } from './draw-words.ts'

/** For a parent or a journalist: what was published in which order, and how to check it oneself. */
export async function showDraw({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showDraw(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { roundId, name, kitaYear, consortium, draw, thawed, release, fingerprint } = shown.value
  const title = t('draw.title', { round: t('round.title', { name, kitaYear: formatKitaYear(kitaYear) }) })
  return {
    kind: 'page',
    view: 'draws/show-draw',
    page: 'draw',
    entity: roundId,
    state: release ? 'released' : !draw ? 'thawed' : draw.drawn ? 'drawn' : 'frozen',
    title,
    data: {
      title,
      consortium,
      back: paths.draws.href(),
      steps: [
        ...thawed.toReversed().map(thawedStep),
        ...(draw ? stepsOf(draw, shown.value) : [{ text: t('draw.steps.openAgain') }]),
      ],
      ...(fingerprint && { publicBundle: paths.publicBundle.href(roundId) }),
      verifier: paths.verifier.href(),
      command: 'npm run -s verify-draw -- vergabe-oeffentlich.json',
    },
  }
}

type Shown = Extract<Awaited<ReturnType<Actions['showDraw']>>, { ok: true }>['value']

/** Of a draw that came to nothing: nothing that was published vanishes. */
function thawedStep(draw: Shown['thawed'][number]) {
  const thawedAt = formatInstant(draw.thawedAt)
  return {
    at: t('draw.frozenAndThawed', { frozenAt: formatInstant(draw.frozenAt), thawedAt }),
    text: t('draw.steps.thawed', { at: thawedAt, reason: t(`thaw.reasons.${draw.reason}`) }),
    code: 'thawed',
    facts: frozenFacts(draw),
  }
}

function stepsOf(draw: DrawShown, { release, fingerprint }: Shown) {
  return [
    {
      at: `${t('draw.frozenAt')} ${formatInstant(draw.frozenAt)}`,
      text: t('draw.steps.frozen'),
      facts: frozenFacts(draw),
      // Only a demo lets this be, and whoever checks must not have to work it out.
      warning: isPublished(draw.named, draw.frozenAt) ? t('draw.knownBefore') : null,
    },
    draw.drawn
      ? {
          at: `${t('draw.drawnAt')} ${formatInstant(draw.drawn.at)}`,
          text: t('draw.steps.drawn'),
          facts: drawnFacts(draw),
        }
      : { text: t('draw.steps.notDrawn') },
    release
      ? {
          at: `${t('draw.releasedAt')} ${formatInstant(release.approvedAt)}`,
          text: t('draw.steps.released'),
          facts: [
            { label: t('draw.outcomeHash'), value: release.outcomeHash, hash: true },
            // In groups, as the page that checks shows it too: people compare it by eye.
            ...(fingerprint ? [{ label: t('draw.fingerprint'), value: grouped(fingerprint), hash: true }] : []),
          ],
        }
      : { text: t('draw.steps.notReleased') },
  ]
}

const grouped = (hash: string): string => hash.replaceAll(/.{8}(?=.)/g, '$& ')
