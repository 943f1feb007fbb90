import type { Route } from '../route.ts'

export const companyRoutes: readonly Route[] = []
