import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { declareVacancies, showDeclareVacancies } from './declare-vacancies.page.ts'
import { listKitas } from './list-kitas.page.ts'
import { showKitaChild } from './show-kita-child.page.ts'
import { showKita } from './show-kita.page.ts'

export const kitaRoutes: readonly Route[] = [
  get(paths.kitas, 'list-kitas', 'placeClass.view', listKitas),
  get(paths.kita, 'show-kita', 'placeClass.view', showKita),
  get(paths.kitaChild, 'show-kita-child', 'proposal.view', showKitaChild),
  get(paths.declareVacancies, 'show-declare-vacancies', 'placeClass.declare', showDeclareVacancies),
  post(paths.declareVacancies, 'declare-vacancies', 'placeClass.declare', declareVacancies, {
    idempotent: true,
    states: ['open'],
  }),
]
