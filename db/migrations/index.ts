import type { Migration } from 'kysely/migration'
import * as theHouse from './2026-11-24-the-house.ts'
import * as whatPointsAreGivenFor from './2026-11-24-what-points-are-given-for.ts'
import * as whatPreviewsFind from './2026-11-24-what-previews-find.ts'
import * as aPublicDraw from './2026-11-25-a-public-draw.ts'
import * as dryRuns from './2026-11-25-dry-runs.ts'
import * as methodOfAComputation from './2026-11-25-method-of-a-computation.ts'
import * as siblingChoice from './2026-11-25-sibling-choice.ts'
import * as attempts from './2026-11-26-attempts.ts'
import * as comingIn from './2026-11-26-coming-in.ts'
import * as familyParticulars from './2026-11-26-family-particulars.ts'
import * as outbox from './2026-11-26-outbox.ts'
import * as actsOfVisitors from './2026-11-26-acts-of-visitors.ts'
import * as trail from './2026-11-26-trail.ts'
import * as trailHeads from './2026-11-26-trail-heads.ts'
import * as delegations from './2026-11-26-delegations.ts'
import * as numberOfAGuardian from './2026-11-26-number-of-a-guardian.ts'
import * as thaw from './2026-11-26-thaw.ts'
import * as twoPersonActs from './2026-11-26-two-person-acts.ts'
import * as sessions from './2026-11-26-sessions.ts'
import * as oidc from './2026-11-26-oidc.ts'
import * as retention from './2026-11-26-retention.ts'
import * as employments from './2026-11-27-employments.ts'
import * as emailChange from './2026-11-27-email-change.ts'

/** A static list: dynamic imports of .ts files bypass the test runner on Node 20. Append only; a landed file is never edited. */
export const migrations: Record<string, Migration> = {
  '2026-11-24-the-house': theHouse,
  '2026-11-24-what-points-are-given-for': whatPointsAreGivenFor,
  '2026-11-24-what-previews-find': whatPreviewsFind,
  '2026-11-25-a-public-draw': aPublicDraw,
  '2026-11-25-dry-runs': dryRuns,
  '2026-11-25-method-of-a-computation': methodOfAComputation,
  '2026-11-25-sibling-choice': siblingChoice,
  '2026-11-26-attempts': attempts,
  '2026-11-26-coming-in': comingIn,
  '2026-11-26-family-particulars': familyParticulars,
  '2026-11-26-outbox': outbox,
  '2026-11-26-acts-of-visitors': actsOfVisitors,
  '2026-11-26-trail': trail,
  '2026-11-26-trail-heads': trailHeads,
  '2026-11-26-delegations': delegations,
  '2026-11-26-number-of-a-guardian': numberOfAGuardian,
  '2026-11-26-thaw': thaw,
  '2026-11-26-two-person-acts': twoPersonActs,
  '2026-11-26-sessions': sessions,
  '2026-11-26-oidc': oidc,
  '2026-11-26-retention': retention,
  '2026-11-27-employments': employments,
  '2026-11-27-email-change': emailChange,
}
