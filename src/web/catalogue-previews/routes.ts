import { paths } from '../paths.ts'
import { get, post } from '../route.ts'
import { cataloguePreviewCsv, showCataloguePreview } from './show-catalogue-preview.page.ts'
import { showStartCataloguePreview, startCataloguePreview } from './start-catalogue-preview.page.ts'

const permission = 'pointsCatalogue.preview'

export const cataloguePreviewRoutes = [
  get(paths.startCataloguePreview, 'show-start-catalogue-preview', permission, showStartCataloguePreview),
  post(paths.startCataloguePreview, 'preview-catalogue', permission, startCataloguePreview, { idempotent: true }),
  get(paths.cataloguePreviewCsv, 'show-catalogue-preview-csv', permission, cataloguePreviewCsv),
  get(paths.cataloguePreview, 'show-catalogue-preview', permission, showCataloguePreview),
]
