import { lookUpReasons } from './child-look-up.ts'

/** Why somebody looked at one child or acted beyond the usual: a closed list, so that a reason never holds a name. */
export const auditReasons = ['outcome-check', ...lookUpReasons] as const
export type AuditReason = (typeof auditReasons)[number]

/** With one witness alone, one person could be talked into forgetting. */
export const fewestWitnesses = 2
