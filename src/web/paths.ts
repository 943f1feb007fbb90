/** Every URL once: the pattern that the router takes, and the link that a page gives. */
const path = <const Pattern extends string>(pattern: Pattern) => ({
  pattern,
  href: (...values: ValuesOf<Pattern>): string => {
    const rest = [...values]
    return pattern.replaceAll(/:\w+/g, () => encodeURIComponent(rest.shift() ?? ''))
  },
})

/** One text for each `:name` of a pattern. */
type ValuesOf<Pattern extends string> = Pattern extends `${string}:${string}/${infer Rest}`
  ? [string, ...ValuesOf<Rest>]
  : Pattern extends `${string}:${string}`
    ? [string]
    : []

export const paths = {
  start: path('/'),
  signIn: path('/anmelden'),
  signOut: path('/abmelden'),
  confirmAddress: path('/konto/bestaetigen/:token'),
  invitation: path('/einladung/:token'),
  resetPassword: path('/passwort-neu/:token'),
  mails: path('/mails'),
  retryMails: path('/mails/erneut-versuchen'),
  retryMail: path('/mails/:mailId/erneut-versuchen'),
  secondFactor: path('/zweiter-faktor'),
  enrolSecondFactor: path('/zweiter-faktor/einrichten'),
  proveAgain: path('/bestaetigen'),
  switchRole: path('/rolle-wechseln'),
  account: path('/konto'),
  deviceCode: path('/geraete-code'),
  sendDeviceCode: path('/geraete-code/neu'),
  askDeviceCodes: path('/konto/geraete-code'),
  accountApp: path('/konto/app'),
  register: path('/registrieren'),
  registered: path('/registrieren/gesendet'),
  forgotPassword: path('/passwort-vergessen'),
  resetAsked: path('/passwort-vergessen/gesendet'),
  changePassword: path('/konto/passwort'),
  welcome: path('/willkommen'),
  invitations: path('/einladungen'),
  reissueInvitation: path('/einladungen/:invitationId/erneut-senden'),
  revokeInvitation: path('/einladungen/:invitationId/zuruecknehmen'),
  roleHolders: path('/personen'),
  endRole: path('/personen/:accountId/:role/:subjectId/beenden'),
  disableAccount: path('/personen/:accountId/sperren'),
  companyCodes: path('/unternehmen/codes'),
  withdrawCompanyCode: path('/unternehmen/codes/:codeId/zurueckziehen'),
  removeApp: path('/konto/app/entfernen'),
  accountPasskeys: path('/konto/passkeys'),
  removePasskey: path('/konto/passkeys/:passkeyId/entfernen'),
  recoveryCodes: path('/konto/wiederherstellung'),
  endOtherSessions: path('/konto/geraete/abmelden'),
  endSession: path('/konto/geraete/:sessionId/abmelden'),
  passkeyTask: path('/passkey-aufgabe'),
  passkeySignIn: path('/anmelden/passkey'),
  enrolPasskey: path('/zweiter-faktor/passkey-einrichten'),
  provePasskey: path('/zweiter-faktor/passkey'),
  proveRecoveryCode: path('/zweiter-faktor/wiederherstellung'),
  proveAgainPasskey: path('/bestaetigen/passkey'),
  imprint: path('/impressum'),
  privacy: path('/datenschutz'),
  accessibility: path('/barrierefreiheit'),
  licences: path('/lizenzen'),
  visibleFields: path('/wer-sieht-was'),
  healthz: path('/healthz'),
  readyz: path('/readyz'),

  consortia: path('/verbund'),
  consortium: path('/verbund/:consortiumId'),
  pointsCatalogues: path('/verbund/:consortiumId/punkte'),
  startCataloguePreview: path('/verbund/:consortiumId/punkte/vorschau'),
  cataloguePreview: path('/vorschauen/:previewId'),
  cataloguePreviewCsv: path('/vorschauen/:previewId/kinder.csv'),
  round: path('/vergaberunden/:roundId'),
  freezeRound: path('/vergaberunden/:roundId/einfrieren'),
  approveFreeze: path('/vergaberunden/:roundId/einfrieren/zustimmen'),
  withdrawFreeze: path('/vergaberunden/:roundId/einfrieren/zurueckziehen'),
  thawRound: path('/vergaberunden/:roundId/auftauen'),
  approveThaw: path('/vergaberunden/:roundId/auftauen/zustimmen'),
  withdrawThaw: path('/vergaberunden/:roundId/auftauen/zurueckziehen'),
  enterValue: path('/vergaberunden/:roundId/ziehung'),
  dryRuns: path('/vergaberunden/:roundId/probelaeufe'),
  auditBundle: path('/vergaberunden/:roundId/pruefdatei.json'),
  proposeRelease: path('/vergaberunden/:roundId/freigabe-vorschlagen'),
  approveRelease: path('/vergaberunden/:roundId/freigeben'),
  withdrawRelease: path('/vergaberunden/:roundId/freigabe-zurueckziehen'),
  roundChildren: path('/vergaberunden/:roundId/kinder'),
  roundChild: path('/vergaberunden/:roundId/kinder/:ticket'),
  lookUpChild: path('/vergaberunden/:roundId/kinder/:ticket/name'),
  roundChildrenCsv: path('/vergaberunden/:roundId/kinder.csv'),
  roundPlaceClasses: path('/vergaberunden/:roundId/platzarten'),
  roundPlaceClassesCsv: path('/vergaberunden/:roundId/platzarten.csv'),

  delegations: path('/vertretung'),
  endDelegation: path('/vertretung/:delegationId/beenden'),

  company: path('/unternehmen'),
  openPlaceRequest: path('/platzanfragen/neu'),

  kitas: path('/kitas'),
  kita: path('/kitas/:kitaId'),
  kitaChild: path('/kitas/:kitaId/kinder/:caseNumber'),
  declareVacancies: path('/platzarten/:placeClassId/freie-plaetze'),

  family: path('/familie'),
  placeRequest: path('/anfragen/:requestId'),
  familyBundle: path('/anfragen/:requestId/pruefdatei.json'),

  draws: path('/nachpruefen'),
  draw: path('/nachpruefen/:roundId'),
  publicBundle: path('/nachpruefen/:roundId/pruefdatei.json'),
  verifier: path('/pruefseite.html'),
  chooseSiblings: path('/anfragen/:requestId/geschwister'),

  trailHeads: path('/protokoll'),
  trailHeadsText: path('/protokoll/staende.txt'),

  familyServices: path('/familienangebote'),
  familyService: path('/familienangebote/:serviceId'),
} as const
