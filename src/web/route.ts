import type { Actions } from '../actions/app.ts'
import type { Permission } from '../policy/policy.ts'
import type { Viewer } from '../policy/scope.ts'

/** Who runs this installation, as the law asks to be told (DDG § 5, DSGVO Art. 13). */
export type Operator = { name: string; address: string; email: string; phone: string; dataProtection: string }

/** What a page knows of its request. Fields of forms and queries are text; lists and objects have been refused before. */
export type Visit = {
  actions: Actions
  operator: Operator
  viewer: Viewer
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  fields: Readonly<Record<string, string>>
}

/** What a page says. `data` is finished words and links; `page` names it for tests and scripts. */
export type Reply =
  | {
      kind: 'page'
      view: string
      page: string
      title: string
      data: Record<string, unknown>
      status?: number
      entity?: string
      state?: string
    }
  | { kind: 'redirect'; to: string }
  | { kind: 'refused'; refusal: { kind: string } }
  | { kind: 'signed-in'; accountId: string; to: string }
  | { kind: 'signed-out'; to: string }

/**
 * One row of the table that the app is built from; a path outside it does not exist. `permission` is what a viewer must
 * have in some reach to come in at all ('anyone': no right is needed); whose things it may see is asked by the action.
 */
export type Route = {
  method: 'get' | 'post'
  path: string
  action: string
  permission: Permission | 'anyone'
  /** A repeated request has no second effect. */
  idempotent: boolean
  /** In which states of its subject an act is possible; empty where it does not matter. */
  states: readonly string[]
  handle: (visit: Visit) => Promise<Reply> | Reply
}
