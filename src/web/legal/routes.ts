import { paths } from '../paths.ts'
import { get } from '../route.ts'
import { showLegal } from './show-legal.page.ts'

export const legalRoutes = [
  get(paths.imprint, 'show-imprint', 'anyone', showLegal('imprint')),
  get(paths.privacy, 'show-privacy', 'anyone', showLegal('privacy')),
  get(paths.accessibility, 'show-accessibility', 'anyone', showLegal('accessibility')),
  get(paths.licences, 'show-licences', 'anyone', showLegal('licences')),
]
