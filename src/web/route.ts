import type { Actions } from '../actions/app.ts'
import type { Browser } from '../actions/sessions/begin-session.ts'
import type { Presence } from '../actions/sessions/find-presence.ts'
import type { Permission } from '../policy/policy.ts'
import type { Viewer } from '../policy/scope.ts'
import type { HeldForm } from './held-form.ts'
import type { Door } from './oidc/doors.ts'
import type { RefusalKind } from './refusals.ts'

/** Who runs this installation, as the law asks to be told (DDG § 5, DSGVO Art. 13). */
export type Operator = { name: string; address: string; email: string; phone: string; dataProtection: string }

/** What a page knows of its request. Fields of forms and queries are text; lists and objects have been refused before. */
export type Visit = {
  actions: Actions
  operator: Operator
  /** The address of this installation. */
  site: string
  viewer: Viewer
  /** Where the request comes from, for limits alone. */
  network: string
  /** Who is there with which session, also while something is still missing. */
  presence: Presence
  browser: Browser
  /** The companies whose people may come in by their company's own sign-in. */
  doors: readonly Door[]
  /** What this browser was given when it left for a company's provider, once. */
  takeTicket: () => string | undefined
  /** What this person had typed here when a proof was missing. */
  heldForm: () => HeldForm | undefined
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
      /** Reload after so many seconds: progress without JavaScript. */
      refresh?: number
      script?: string
      /** Whither the page leads on by itself, out of this site, and what the browser shows when it is back. */
      leaveFor?: string
      ticket?: string
      retryAfterSeconds?: number
    }
  | { kind: 'redirect'; to: string }
  /** For a script of ours; people never see it. */
  | { kind: 'json'; data: unknown }
  | { kind: 'csv'; name: string; text: string }
  /** To be kept, not shown: a program of ours may run in it that no page of ours would let run. */
  | { kind: 'file'; name: string; type: string; text: string }
  /** `values` fill the refusal's words. */
  | {
      kind: 'refused'
      refusal: { kind: RefusalKind; retryAfterSeconds?: number }
      values?: Record<string, string | number>
      /** Where what is missing can be had. */
      way?: { href: string; text: string; note?: string }
    }
  /** A session has another token from now on. */
  | { kind: 'signed-in'; token: string; to: string; deviceToken?: string }
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
  /** Part of coming in: open while something is still missing beside the password. */
  halfIn: boolean
  handle: (visit: Visit) => Promise<Reply> | Reply
}

type Pattern = { pattern: string }
type Handle = Route['handle']

/** A page that is only read. */
export function get(
  path: Pattern,
  action: string,
  permission: Route['permission'],
  handle: Handle,
  { halfIn = false }: { halfIn?: boolean } = {},
): Route {
  return { method: 'get', path: path.pattern, action, permission, idempotent: true, states: [], halfIn, handle }
}

/** An act. */
export function post(
  path: Pattern,
  action: string,
  permission: Route['permission'],
  handle: Handle,
  more: { idempotent?: boolean; states?: readonly string[]; halfIn?: boolean } = {},
): Route {
  const { idempotent = false, states = [], halfIn = false } = more
  return { method: 'post', path: path.pattern, action, permission, idempotent, states, halfIn, handle }
}
