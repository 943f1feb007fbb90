import type { Route } from '../route.ts'

export const familyServiceRoutes: readonly Route[] = []
