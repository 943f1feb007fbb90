import type { Translation } from '../../language.ts'
import type { explanation as german } from '../de/explanations.ts'

/** English words: explanations. */
export const explanation: Translation<typeof german> = {
  wishes: 'Your wishes',
  lead: 'In your order. Distances are measured in a straight line from your home.',
  how: 'Whoever has more points comes first; where points are equal, the lot decides.',
  none: 'No wishes entered yet.',
  otherLanguage: 'Diesen Teil auf Deutsch',
  placeClass: '{{hours}} hours a week, from {{start}}',
  distance: '{{kilometres}} away',
  met: 'Your place',
  reasons: {
    'admitted-by-quota': 'This is the place your child got. It counts towards the places of {{company}}.',
    'admitted-by-pool': 'This is the place your child got. It comes from the open pool.',
    'better-wish-met': 'Not needed: a wish further up was met.',
    'too-few-points': 'Your child had {{own}}; a place took at least {{needed}}.',
    'too-few-points-by-way': 'Your child had {{own}}; a place took {{ways}}.',
    poolClosed: 'No place here was left in the open pool.',
    'lot-decided':
      'Your child had {{own}}, exactly as many as a place took {{way}}; where points are equal the lot decides, the smaller one first: yours begins with {{ownLot}}, it took {{neededLot}} or smaller.',
    'lot-decided-without-digits':
      'Your child had {{own}}, exactly as many as a place took {{way}}; where points were equal the lot decided.',
    'quotas-took-all':
      'All places here went to children for whom a company has reserved places; none was left in the open pool.',
    'not-reached':
      'Not reached. We give no figures here: fewer than five children have such a place, and their points are to stay private.',
    'no-places': 'No place was free here in this round.',
    blocked: 'The Kita could not take your child here and gave its reason. Please ask the Kita for it.',
    'sibling-apart':
      'There would have been a place here for this child alone, but not for all of its siblings. You wanted your children to be together.',
    'family-option-blocked':
      'A Kita could not take a brother or sister and gave its reason, so this shared wish was no longer possible. Please ask the Kita for the reason.',
    'deleted-for-together':
      'While we looked for a place for your children together, this wish was set aside, although there would now be room here for all of them. The published result says so, and your children are first on the waiting list of this Kita.',
    'not-a-common-wish':
      'Your children were to go to one Kita together, and this one was not on the list of each of them. So this wish took no part in the round.',
    'not-in-round': 'This place did not fit the age of your child and so took no part in the round.',
  },
  way: {
    pool: 'in the open pool',
    quota: 'through the places of {{company}}',
    needed: 'at least {{needed}} {{way}}',
  },
  otherCompany: 'a company of the network',
  point: '1 point',
  points: '{{points}} points',
  askChanges: 'Work it out: what would have been enough?',
  changesLead:
    'Worked out: for each answer the whole round was computed again with nothing but this one thing changed. It can differ from the points that were needed, because when one child gets another place, others move up as well.',
  noChanges: 'Where fewer than five children have a place, we give no figures here either.',
  notComputed:
    'We do not work this out here: your child looked for a place together with siblings, and what a single change would then set off for all of them cannot be told in one number.',
  changes: {
    'earlier-lot': 'An earlier lot would have been enough here.',
    'one-point-more': '1 point more would have been enough here.',
    'more-points': '{{points}} points more would have been enough here.',
    'no-points': 'More points would have changed nothing here.',
    'one-place-more': 'One place more of this kind would have been enough.',
  },
  siblings:
    'In this round siblings were placed together as well. No procedure can then rule out altogether that somebody gained by choosing wishes tactically.',
  help: 'Family services near {{kita}} (in German)',
}
