import { isStale } from '../../domain/family-service.ts'
import { isOver } from '../../domain/family-service-schedule.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type FamilyServiceRow, listActiveFamilyServices } from '../../store/reads/family-services.ts'
import type { Deps } from '../deps.ts'

export type FamilyServiceView = FamilyServiceRow & { stale: boolean; today: Day }

/** One entry of the directory, without the times that are over. */
export const showFamilyService =
  (deps: Deps) =>
  async (viewer: Viewer, serviceId: string): Promise<Result<FamilyServiceView, { kind: 'not-found' }>> => {
    const scope = scopeOf(viewer, 'familyService.view')
    const [service] = await listActiveFamilyServices(deps.db, scope, serviceId)
    if (!service) return refuse({ kind: 'not-found' })
    const today = dayOf(deps.now())
    return ok({
      ...service,
      today,
      stale: isStale(service.assuredDate, today),
      locations: service.locations.map((location) => ({
        ...location,
        schedules: location.schedules.filter((schedule) => !isOver(schedule, today)),
      })),
    })
  }
