import { duringRequest } from '../store/request-id.ts'
import { isStoreUnavailable } from '../store/unavailable.ts'
import { createAccountActions } from './account-actions.ts'
import type { Deps } from './deps.ts'
import { isDemo } from './installation/is-demo.ts'
import { probeReadiness } from './installation/probe-readiness.ts'
import { operateOutbox } from './mails/operate-outbox.ts'
import { retryMails } from './mails/retry-mails.ts'
import { sendNextMail } from './mails/send-next-mail.ts'
import { showOutbox } from './mails/show-outbox.ts'
import { seedNetwork } from './network/seed-network.ts'
import { workOnce } from './jobs/work-once.ts'
import { listConsortia } from './consortia/list-consortia.ts'
import { showConsortium } from './consortia/show-consortium.ts'
import { listRoundPlaceClasses } from './rounds/list-round-place-classes.ts'
import { namePlaceClass } from './rounds/name-place-class.ts'
import { showOutcome } from './rounds/show-outcome.ts'
import { showRoundChild } from './rounds/show-round-child.ts'
import { showRound } from './rounds/show-round.ts'
import { thaw } from './rounds/thaw.ts'
import { release } from './rounds/release.ts'
import { approveAct } from './two-person-acts/approve-act.ts'
import { proposeAct } from './two-person-acts/propose-act.ts'
import { withdrawAct } from './two-person-acts/withdraw-act.ts'
import { showPointsCatalogues } from './points-catalogues/show-points-catalogues.ts'
import { showCataloguePreview } from './catalogue-previews/show-catalogue-preview.ts'
import { startCataloguePreview } from './catalogue-previews/start-catalogue-preview.ts'
import { findChildToLookUp, lookUpChild } from './rounds/look-up-child.ts'
import { freeze } from './rounds/freeze.ts'
import { downloadAuditBundle } from './draws/download-audit-bundle.ts'
import { downloadFamilyBundle } from './draws/download-family-bundle.ts'
import { downloadPublicBundle } from './draws/download-public-bundle.ts'
import { enterValue } from './draws/enter-value.ts'
import { showDryRuns } from './dry-runs/show-dry-runs.ts'
import { startDryRun } from './dry-runs/start-dry-run.ts'
import { listDraws } from './draws/list-draws.ts'
import { showDraw } from './draws/show-draw.ts'
import { showCompany } from './company/show-company.ts'
import { listKitas } from './kitas/list-kitas.ts'
import { showKita } from './kitas/show-kita.ts'
import { showKitaChild } from './kitas/show-kita-child.ts'
import { declareVacancies } from './place-classes/declare-vacancies.ts'
import { showPlaceClass } from './place-classes/show-place-class.ts'
import { listOpenings } from './place-requests/list-openings.ts'
import { openPlaceRequest } from './place-requests/open-place-request.ts'
import { listFamilyRequests } from './families/list-family-requests.ts'
import { showPlaceRequest } from './families/show-place-request.ts'
import { chooseSiblings } from './sibling-choices/choose-siblings.ts'
import { showSiblingDecision } from './sibling-choices/show-sibling-decision.ts'
import { showSiblings } from './sibling-choices/show-siblings.ts'
import { listFamilyServices } from './family-services/list-family-services.ts'
import { showFamilyService } from './family-services/show-family-service.ts'
import { acceptAsNewcomer, acceptSignedIn } from './invitations/accept-invitation.ts'
import { exportHeads } from './trail/export-heads.ts'
import { listFamilyLooks } from './trail/list-family-looks.ts'
import { listOwnActs } from './trail/list-own-acts.ts'
import { listTrailEntries } from './trail/list-trail-entries.ts'
import { makeTrailHead } from './trail/make-trail-head.ts'
import { showTrailHeads } from './trail/show-trail-heads.ts'
import { verifyTrail } from './trail/verify-trail.ts'

/** The table of contents: every action, bound to its dependencies. */
export const createActions = (deps: Deps) => ({
  now: deps.now,
  duringRequest,
  isStoreUnavailable,
  /** Who acts, for logs that alone lead to nobody: the same person has the same one, 64 bits in hex. */
  pseudonymOf: (accountId: string): string => deps.keyring.digest('log.actor', accountId).slice(0, 16),
  isDemo: isDemo(deps),
  probeReadiness: probeReadiness(deps),
  seedNetwork: seedNetwork(deps),
  acceptAsNewcomer: acceptAsNewcomer(deps),
  acceptSignedIn: acceptSignedIn(deps),
  listConsortia: listConsortia(deps),
  showConsortium: showConsortium(deps),
  showRound: showRound(deps),
  showOutcome: showOutcome(deps),
  showRoundChild: showRoundChild(deps),
  findChildToLookUp: findChildToLookUp(deps),
  lookUpChild: lookUpChild(deps),
  listRoundPlaceClasses: listRoundPlaceClasses(deps),
  namePlaceClass: namePlaceClass(deps),
  proposeFreeze: proposeAct(deps, freeze(deps)),
  approveFreeze: approveAct(deps, freeze(deps)),
  withdrawFreeze: withdrawAct(deps, freeze(deps)),
  proposeThaw: proposeAct(deps, thaw(deps)),
  approveThaw: approveAct(deps, thaw(deps)),
  withdrawThaw: withdrawAct(deps, thaw(deps)),
  enterValue: enterValue(deps),
  startDryRun: startDryRun(deps),
  showDryRuns: showDryRuns(deps),
  listDraws: listDraws(deps),
  showDraw: showDraw(deps),
  downloadPublicBundle: downloadPublicBundle(deps),
  downloadFamilyBundle: downloadFamilyBundle(deps),
  downloadAuditBundle: downloadAuditBundle(deps),
  proposeRelease: proposeAct(deps, release),
  approveRelease: approveAct(deps, release),
  withdrawRelease: withdrawAct(deps, release),
  showPointsCatalogues: showPointsCatalogues(deps),
  startCataloguePreview: startCataloguePreview(deps),
  showCataloguePreview: showCataloguePreview(deps),
  showCompany: showCompany(deps),
  listOpenings: listOpenings(deps),
  openPlaceRequest: openPlaceRequest(deps),
  listKitas: listKitas(deps),
  showKita: showKita(deps),
  showKitaChild: showKitaChild(deps),
  showPlaceClass: showPlaceClass(deps),
  declareVacancies: declareVacancies(deps),
  listFamilyRequests: listFamilyRequests(deps),
  showPlaceRequest: showPlaceRequest(deps),
  showSiblings: showSiblings(deps),
  showSiblingDecision: showSiblingDecision(deps),
  chooseSiblings: chooseSiblings(deps),
  listFamilyServices: listFamilyServices(deps),
  showFamilyService: showFamilyService(deps),
  makeTrailHead: makeTrailHead(deps),
  exportHeads: exportHeads(deps),
  showOutbox: showOutbox(deps),
  retryMails: retryMails(deps),
  operateOutbox: operateOutbox(deps),
  sendNextMail: sendNextMail(deps),
  showTrailHeads: showTrailHeads(deps),
  listFamilyLooks: listFamilyLooks(deps),
  listTrailEntries: listTrailEntries(deps),
  listOwnActs: listOwnActs(deps),
  verifyTrail: verifyTrail(deps),
  workOnce: workOnce(deps),
  ...createAccountActions(deps),
})

export type Actions = ReturnType<typeof createActions>
