import { type Day, dayBefore, type Period } from './day.ts'

/** What is kept for a time and then removed. */
export const retentionKinds = [
  'draft',
  'without-place',
  'placed',
  'occupancy',
  'criteria',
  'mail',
  'session',
  'act-key',
  'inactive-account',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

/** How long something is kept after the day that `from` names, and why no shorter and no longer. */
export type Retention = { period: Period; from: string; reason: string }

/** Proposals: an installation changes them in its retention.json, with its own reasons. */
export const proposedRetention: Readonly<Record<RetentionKind, Retention>> = {
  draft: {
    period: { days: 30 },
    from: 'the end of the application window; drafts, requests that a company began, withdrawn ones',
    reason: 'a late question about the request can still be answered; nothing was decided about it',
  },
  'without-place': {
    period: { months: 6 },
    from: 'the end of the Kita year',
    reason: 'until then a place may come free, and an objection to the award may be brought',
  },
  placed: {
    period: { months: 3 },
    from: 'the day on which the child starts and the Kita has its data',
    reason: 'from then on the Kita keeps what it needs; three months are for settling in',
  },
  occupancy: {
    period: { months: 36 },
    from: 'the end of the placement, which has no name any more',
    reason: 'places times months are the basis of invoices (BGB § 195: three years)',
  },
  criteria: {
    period: { months: 12 },
    from: 'the release of the result',
    reason: 'within a year the award can be contested where nobody was told of the remedy (VwGO § 58 (2))',
  },
  mail: {
    period: { days: 30 },
    from: 'the day on which it was written',
    reason: 'so long somebody asks what was sent',
  },
  session: {
    period: { days: 1 },
    from: 'its end',
    reason: 'so long a form that was sent after its session ended is known as ours, and what was typed is kept',
  },
  'act-key': {
    period: { days: 60 },
    from: 'the day on which the form was sent',
    reason: 'a form can be sent again as long as the longest session lives',
  },
  'inactive-account': {
    period: { months: 13 },
    from: 'the last sign-in; a month before, the person is told by mail',
    reason: 'a Kita year and a month: whoever did not come in has no request that runs',
  },
}

/** Whoever was told that an unused account ends has a month to come in. */
export const noticeBeforeRemoval: Period = { months: 1 }

/** The last day that is old enough to be removed today. */
export function cutoffOf({ period }: Pick<Retention, 'period'>, today: Day): Day {
  return dayBefore(today, period)
}
