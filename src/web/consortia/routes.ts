import type { Route } from '../route.ts'

export const consortiumRoutes: readonly Route[] = []
