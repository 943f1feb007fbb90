import { comingIn } from './de/coming-in.ts'
import { cataloguePreview } from './de/catalogue-previews.ts'
import { childLookUp } from './de/child-look-up.ts'
import { company } from './de/company.ts'
import { draw } from './de/draws.ts'
import { delegation } from './de/delegations.ts'
import { dryRun } from './de/dry-runs.ts'
import { consortium } from './de/consortia.ts'
import { employments } from './de/employments.ts'
import { explanation } from './de/explanations.ts'
import { family } from './de/families.ts'
import { emailChange } from './de/email-changes.ts'
import { familyData } from './de/family-data.ts'
import { familyService } from './de/family-services.ts'
import { kita } from './de/kitas.ts'
import { legal } from './de/legal.ts'
import { mails } from './de/mails.ts'
import { oidc } from './de/oidc.ts'
import { comparison } from './de/outcome-comparison.ts'
import { ownData } from './de/own-data.ts'
import { pointsCatalogue } from './de/points-catalogues.ts'
import { refusals } from './de/refusals.ts'
import { roleHolders } from './de/role-holders.ts'
import { round } from './de/rounds.ts'
import { account } from './de/account.ts'
import { factors } from './de/factors.ts'
import { sessions } from './de/sessions.ts'
import { siblingDecision } from './de/sibling-decision.ts'
import { siblings } from './de/siblings.ts'
import { site } from './de/site.ts'
import { start } from './de/start.ts'
import { thaw } from './de/thaw.ts'
import { twoPersonAct } from './de/two-person-acts.ts'
import { trail } from './de/trail.ts'
import { visibleFields } from './de/visible-fields.ts'

/** German is the source; every other language satisfies its keys. One file per word, as everywhere in the house. */
export const de = {
  ...site,
  ...start,
  ...sessions,
  ...factors,
  account,
  emailChange,
  ...comingIn,
  ...legal,
  ...refusals,
  ...mails,
  roleHolders,
  consortium,
  round,
  pointsCatalogue,
  cataloguePreview,
  childLookUp,
  delegation,
  comparison,
  oidc,
  draw,
  dryRun,
  company,
  ...employments,
  kita,
  explanation,
  family,
  familyData,
  ownData,
  siblings,
  siblingDecision,
  familyService,
  thaw,
  twoPersonAct,
  trail,
  visibleFields,
} as const
