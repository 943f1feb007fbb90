import * as Employment from '../../domain/employment.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  findEmployment,
  lockRequestsNaming,
  saveConfirmedInRequests,
  saveEmploymentAnswer,
} from '../../store/employments.ts'
import { queueMail } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type AnswerEmployment = {
  accountId: string
  companyId: string
  answer: Employment.EmploymentAnswer
  version: number
}

export type AnswerEmploymentRefusal = Employment.AnswerEmploymentRefusal | OnceRefusal | { kind: 'not-found' }

/** HR says whether somebody works for its company. It counts for the requests of this person that no round has frozen. */
export const answerEmployment =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: AnswerEmployment & { key: string },
  ): Promise<Result<null, AnswerEmploymentRefusal>> => {
    const { accountId: actor } = viewer
    if (actor === null) return refuse({ kind: 'not-found' })
    const act = { accountId: actor, key, act: 'answer-employment', content: input }
    return once<null, AnswerEmploymentRefusal>(deps, act, async (trx) => {
      const found = await findEmployment(trx, scopeOf(viewer, 'employment.confirm'), input)
      if (!found || !may(viewer, 'employment.confirm', { companyIds: [found.companyId] }))
        return refuse({ kind: 'not-found' })
      const { answer } = input
      const { accountId, companyId, company, name, email } = found
      const state = Employment.employmentStateOf(found)
      const decision = Employment.answerEmployment(state, answer, await lockRequestsNaming(trx, found))
      if (!decision.ok) return decision

      const at = deps.now()
      if (!(await saveEmploymentAnswer(trx, input, { answer, at }))) return refuse({ kind: 'changed-meanwhile' })
      await saveConfirmedInRequests(trx, companyId, decision.value, answer === 'confirmed' ? at : null)
      const mail = { kind: 'employment-answered', to: email, values: { name, company, answer } } as const
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId, mail, at })
      const entry = {
        at,
        actor,
        role: viewer.role,
        action: answer === 'confirmed' ? 'employment.confirm' : 'employment.deny',
        subject: accountId,
        details: { company: companyId, requests: decision.value.length },
        before: { employment: state },
        after: { employment: answer },
      }
      await appendAudit(trx, entry, deps.keyring)
      return ok(null)
    })
  }
