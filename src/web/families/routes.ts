import type { Route } from '../route.ts'

export const familyRoutes: readonly Route[] = []
