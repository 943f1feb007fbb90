import { paths } from '../paths.ts'
import { get } from '../route.ts'
import { showPointsCatalogues } from './show-points-catalogues.page.ts'

export const pointsCatalogueRoutes = [
  get(paths.pointsCatalogues, 'show-points-catalogues', 'pointsCatalogue.view', showPointsCatalogues),
]
