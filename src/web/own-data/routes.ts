import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { requestDeletion, showDeletion, withdrawDeletion } from './delete-own-data.page.ts'
import { downloadOwnData, showOwnData } from './show-own-data.page.ts'

export const ownDataRoutes: readonly Route[] = [
  get(paths.ownData, 'show-own-data', 'ownData.export', showOwnData),
  get(paths.ownDataFile, 'download-own-data', 'ownData.export', downloadOwnData),
  get(paths.deleteOwnData, 'show-deletion', 'ownData.delete', showDeletion),
  post(paths.deleteOwnData, 'request-deletion', 'ownData.delete', requestDeletion, { idempotent: true }),
  post(paths.keepOwnData, 'withdraw-deletion', 'ownData.delete', withdrawDeletion, { idempotent: true }),
]
