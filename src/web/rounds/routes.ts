import { paths } from '../paths.ts'
import { get, post } from '../route.ts'
import { approving, proposeRelease, withdrawing } from '../two-person-acts/act-on-proposal.page.ts'
import { proposeFreeze, showFreezeRound } from './freeze-round.page.ts'
import { listRoundChildren, listRoundChildrenCsv } from './list-round-children.page.ts'
import { listRoundPlaceClasses, listRoundPlaceClassesCsv } from './list-round-place-classes.page.ts'
import { lookUpChild, showLookUpChild } from './look-up-child.page.ts'
import { showRoundChild } from './show-round-child.page.ts'
import { proposeThaw, showThawRound } from './thaw-round.page.ts'
import { showRound } from './show-round.page.ts'

const once = { idempotent: true }
const open = { ...once, states: ['open'] }
const frozen = { ...once, states: ['frozen'] }
const inReview = { ...once, states: ['in-review'] }

export const roundRoutes = [
  get(paths.round, 'show-round', 'round.view', showRound),
  get(paths.freezeRound, 'show-freeze-round', 'round.freeze', showFreezeRound),
  post(paths.freezeRound, 'propose-freeze', 'round.freeze', proposeFreeze, open),
  post(
    paths.approveFreeze,
    'approve-freeze',
    'round.freeze',
    approving((actions) => actions.approveFreeze),
    open,
  ),
  post(
    paths.withdrawFreeze,
    'withdraw-freeze',
    'round.freeze',
    withdrawing((actions) => actions.withdrawFreeze),
    open,
  ),
  get(paths.thawRound, 'show-thaw-round', 'round.thaw', showThawRound),
  post(paths.thawRound, 'propose-thaw', 'round.thaw', proposeThaw, frozen),
  post(
    paths.approveThaw,
    'approve-thaw',
    'round.thaw',
    approving((actions) => actions.approveThaw),
    frozen,
  ),
  post(
    paths.withdrawThaw,
    'withdraw-thaw',
    'round.thaw',
    withdrawing((actions) => actions.withdrawThaw),
    frozen,
  ),
  post(paths.proposeRelease, 'propose-release', 'round.release', proposeRelease, { ...once, states: ['computed'] }),
  post(
    paths.approveRelease,
    'approve-release',
    'round.release',
    approving((actions) => actions.approveRelease),
    inReview,
  ),
  post(
    paths.withdrawRelease,
    'withdraw-release',
    'round.release',
    withdrawing((actions) => actions.withdrawRelease),
    inReview,
  ),
  get(paths.roundChildrenCsv, 'list-round-children-csv', 'outcome.view', listRoundChildrenCsv),
  get(paths.roundChildren, 'list-round-children', 'outcome.view', listRoundChildren),
  get(paths.roundChild, 'show-round-child', 'outcome.view', showRoundChild),
  get(paths.lookUpChild, 'show-look-up-child', 'child.lookUp', showLookUpChild),
  post(paths.lookUpChild, 'look-up-child', 'child.lookUp', lookUpChild, once),
  get(paths.roundPlaceClassesCsv, 'list-round-place-classes-csv', 'outcome.view', listRoundPlaceClassesCsv),
  get(paths.roundPlaceClasses, 'list-round-place-classes', 'outcome.view', listRoundPlaceClasses),
]
