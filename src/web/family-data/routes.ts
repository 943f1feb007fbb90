import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { changeContact } from './change-contact.page.ts'
import { changeParticulars } from './change-particulars.page.ts'
import { showFamilyData } from './show-family-data.page.ts'

export const familyDataRoutes: readonly Route[] = [
  get(paths.familyData, 'show-family-data', 'familyData.view', (visit) => showFamilyData(visit)),
  post(paths.changeContact, 'change-contact', 'familyData.change', changeContact, { idempotent: true }),
  post(paths.changeParticulars, 'change-particulars', 'familyData.change', changeParticulars, { idempotent: true }),
]
