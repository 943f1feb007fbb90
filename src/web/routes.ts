import { accountRoutes } from './account/routes.ts'
import { cataloguePreviewRoutes } from './catalogue-previews/routes.ts'
import { companyRoutes } from './company/routes.ts'
import { consortiumRoutes } from './consortia/routes.ts'
import { emailChangeRoutes } from './email-changes/routes.ts'
import { familyDataRoutes } from './family-data/routes.ts'
import { familyRoutes } from './families/routes.ts'
import { familyServiceRoutes } from './family-services/routes.ts'
import { kitaRoutes } from './kitas/routes.ts'
import { legalRoutes } from './legal/routes.ts'
import { delegationRoutes } from './delegations/routes.ts'
import { ownDataRoutes } from './own-data/routes.ts'
import { pointsCatalogueRoutes } from './points-catalogues/routes.ts'
import { drawRoutes } from './draws/routes.ts'
import { dryRunRoutes } from './dry-runs/routes.ts'
import { mailRoutes } from './mails/routes.ts'
import { oidcRoutes } from './oidc/routes.ts'
import type { Route } from './route.ts'
import { roundRoutes } from './rounds/routes.ts'
import { roleHolderRoutes } from './role-holders/routes.ts'
import { companyCodeRoutes } from './company-codes/routes.ts'
import { employmentRoutes } from './employments/routes.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { passwordRoutes } from './passwords/routes.ts'
import { registrationRoutes } from './registrations/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { startRoutes } from './start/routes.ts'
import { trailRoutes } from './trail/routes.ts'
import { visibleFieldRoutes } from './visible-fields/routes.ts'

/** The table that the app is built from; a path outside it does not exist. */
export const routes: readonly Route[] = [
  ...startRoutes,
  ...sessionRoutes,
  ...accountRoutes,
  ...registrationRoutes,
  ...passwordRoutes,
  ...emailChangeRoutes,
  ...invitationRoutes,
  ...roleHolderRoutes,
  ...companyCodeRoutes,
  ...employmentRoutes,
  ...oidcRoutes,
  ...consortiumRoutes,
  ...pointsCatalogueRoutes,
  ...cataloguePreviewRoutes,
  ...roundRoutes,
  ...drawRoutes,
  ...dryRunRoutes,
  ...companyRoutes,
  ...kitaRoutes,
  ...familyRoutes,
  ...familyDataRoutes,
  ...ownDataRoutes,
  ...familyServiceRoutes,
  ...mailRoutes,
  ...trailRoutes,
  ...legalRoutes,
  ...visibleFieldRoutes,
  ...delegationRoutes,
]
