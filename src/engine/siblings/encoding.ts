/**
 * What a strictly stable result is, as an answer-set program (Gebser et al., clingo; Lifschitz, Answer Set Programming,
 * 2019). Each rule stands under a name of its own, so that a test can look at it alone. `facts.ts` writes what is given:
 *
 *   unit(U), weight(U,W)          who asks together, and how many children that are
 *   option(U,K), nothing(U,K)     K: position of a possible option; what getting nothing counts
 *   sends(U,K,C,P)                option K of U sends child C to program P
 *   contests(U,K)                 an option that blocks a result if it could be had
 *   settled(C,P)                  a child that every stable result holds there
 *   capacity(P,Q)                 places
 *   rank(P,C,I), poolrank(P,C,I)  order of priority and of the pool among all who may come, from 1; last(P,L): how many
 *   reserve(P,T,N), inside(P,C,T) N places are reserved for the companies of the set T; all companies of C here are in T
 *   sharing(P), share(P,S,T,N), insideshare(P,C,T)
 *                                 of the pool left by S children on present and company places, N places for the companies of T
 *   scene(S,P), tries(S,U,K,C)    a scene in which child C would come to P if U had option K
 *   plain(S)                      a scene without the trying children: whoever is at P is in it
 *   without(S,U), brings(S,C)     a scene without the present places of U, and with child C
 *   present(C,P), kept(P), all(P,T)
 *                                 C has its place at P already; somebody has; the set T of all companies there
 *   turn(U,O)                     place of U in lot order, from 1
 */
export const rules = {
  /** Every unit gets one of its options or nothing, and with it its children their places. */
  choose: `
{ gets(U,K) : option(U,K) } 1 :- unit(U).
at(C,P) :- gets(U,K), sends(U,K,C,P).
at(C,P) :- settled(C,P).`,

  /** A program holds at most its places. A set within the places is kept as it is: the rest is the pool's. */
  capacity: `
:- capacity(P,Q), #count { C : at(C,P) } > Q.`,

  /** Who takes part in a scene: who is there, or who else is there together with those that the family brings. */
  scene: `
in(S,C) :- plain(S), scene(S,P), at(C,P).
in(S,C) :- without(S,U), scene(S,P), at(C,P), not of(U,C).
in(S,C) :- brings(S,C).
of(U,C) :- sends(U,_,C,_).`,

  /**
   * Company places. In the order of priority a child gets one unless, for some set T of companies that has all of its
   * own, those before it who fit only T already hold all places of T (Hall 1935).
   */
  companyPlaces: `
seated(S,C) :- in(S,C), scene(S,P), inside(P,C,_), not present(C,P), not tight(S,C).
tight(S,C) :- scene(S,P), rank(P,C,I), inside(P,C,T), reserve(P,T,N), seatedby(S,T,I-1,N).
seatedby(S,T,I,1) :- scene(S,P), seated(S,C), inside(P,C,T), rank(P,C,I).
seatedby(S,T,I,N) :- scene(S,P), seated(S,C), inside(P,C,T), rank(P,C,I), seatedby(S,T,I-1,N-1), reserve(P,T,M), N <= M.
seatedby(S,T,I,N) :- scene(S,P), seatedby(S,T,I-1,N), last(P,L), I <= L.`,

  /** Present places come first, and company places may use no more than they leave. */
  presentPlaces: `
stays(S,C) :- in(S,C), scene(S,P), present(C,P).
left(S,Q-N) :- scene(S,P), kept(P), capacity(P,Q), N = #count { C : stays(S,C) }.
tight(S,C) :- scene(S,P), inside(P,C,_), left(S,0).
tight(S,C) :- scene(S,P), rank(P,C,I), inside(P,C,_), left(S,N), all(P,T), seatedby(S,T,I-1,N).`,

  /** Pool shares: the same in pool order, with as many places as Sainte-Laguë gives of what the company places leave. */
  poolShares: `
onplaces(S,N) :- scene(S,P), sharing(P), N = #count { C : seated(S,C) ; C : stays(S,C) }.
sharer(S,C) :- in(S,C), scene(S,P), insideshare(P,C,_), not seated(S,C), not stays(S,C), not shareless(S,C).
shareless(S,C) :- scene(S,P), onplaces(S,U), insideshare(P,C,T), share(P,U,T,0).
shareless(S,C) :- scene(S,P), onplaces(S,U), poolrank(P,C,I), insideshare(P,C,T), share(P,U,T,N), sharedby(S,T,I-1,N).
sharedby(S,T,I,1) :- scene(S,P), sharer(S,C), insideshare(P,C,T), poolrank(P,C,I).
sharedby(S,T,I,N) :- scene(S,P), sharer(S,C), insideshare(P,C,T), poolrank(P,C,I), sharedby(S,T,I-1,N-1), capacity(P,Q), N <= Q.
sharedby(S,T,I,N) :- scene(S,P), sharedby(S,T,I-1,N), last(P,L), I <= L.`,

  /** Without a company place or share, a child is out if those who have one and those before it in the pool fill P. */
  pool: `
noplace(S,C) :- tries(S,_,_,C), scene(S,P), not fits(P,C).
noplace(S,C) :- tries(S,_,_,C), tight(S,C).
noshare(S,C) :- tries(S,_,_,C), scene(S,P), not fitsshare(P,C).
noshare(S,C) :- tries(S,_,_,C), shareless(S,C).
fits(P,C) :- inside(P,C,_).
fitsshare(P,C) :- insideshare(P,C,_).
out(S,C) :- noplace(S,C), noshare(S,C), scene(S,P), not present(C,P), capacity(P,Q), poolrank(P,C,I),
  Q <= #count { D : stays(S,D) ; D : seated(S,D) ; D : sharer(S,D) ; D : in(S,D), poolrank(P,D,J), J < I }.`,

  /** Strict family stability: an option better than what the unit gets leaves one of its children out. */
  stable: `
served(U,K) :- contests(U,K), gets(U,J), J <= K.
refused(U,K) :- tries(S,U,K,C), out(S,C).
:- contests(U,K), not served(U,K), not refused(U,K).`,

  /** Of the stable results one with the smallest sum of positions; among these the first in lot order. */
  best: `
empty(U) :- unit(U), not gets(U,_).
counts(U,K) :- gets(U,K).
counts(U,K) :- empty(U), nothing(U,K).
units(N) :- N = #count { U : unit(U) }.
#minimize { K*W@N+1,U : counts(U,K), weight(U,W), units(N) ; K@N+1-O,U : counts(U,K), turn(U,O), units(N) }.
#show gets/2.`,
} as const

export const encoding = Object.values(rules).join('\n')
