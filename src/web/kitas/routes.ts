import type { Route } from '../route.ts'

export const kitaRoutes: readonly Route[] = []
