import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { makeCompanyCode, showCompanyCodes, withdrawCompanyCode } from './list-company-codes.page.ts'

export const companyCodeRoutes: readonly Route[] = [
  get(paths.companyCodes, 'show-company-codes', 'companyCode.view', showCompanyCodes),
  post(paths.companyCodes, 'make-company-code', 'companyCode.make', makeCompanyCode, { idempotent: true }),
  post(paths.withdrawCompanyCode, 'withdraw-company-code', 'companyCode.withdraw', withdrawCompanyCode, {
    idempotent: true,
    states: ['valid', 'used-up', 'expired'],
  }),
]
