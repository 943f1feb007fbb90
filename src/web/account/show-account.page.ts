import type { OwnAccount } from '../../actions/accounts/show-account.ts'
import { reachOf } from '../../policy/policy.ts'
import type { Viewer } from '../../policy/scope.ts'
import { ownEmployers } from '../employments/own-employers.ts'
import { paths } from '../paths.ts'
import { formatInstant } from '../format.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export async function showAccount({ actions, presence, viewer, query }: Visit): Promise<Reply> {
  const shown = await actions.showAccount(presence)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const account = shown.value
  return {
    kind: 'page',
    view: 'account/show-account',
    page: 'account',
    title: t('account.title'),
    data: {
      saved: query.gespeichert !== undefined,
      recovered: query.wiederhergestellt !== undefined,
      facts: [
        { label: t('account.name'), value: account.name },
        { label: t('account.email'), value: account.email },
        { label: t('account.roles'), value: account.roles.map((role) => t(`roles.${role}`)).join(', ') },
      ],
      employers: await ownEmployers(actions, viewer),
      ...(account.emailChange && { emailChange: emailChangeOf(account.emailChange) }),
      ...factorsOf(account),
      ways: waysOf(viewer),
      sessions: account.sessions.map(({ id, label, lastSeenAt, isThis }) => ({
        label,
        seen: t('account.lastSeen', { at: formatInstant(lastSeenAt) }),
        isThis,
        end: paths.endSession.href(id),
      })),
      othersToEnd: account.sessions.length > 1,
      endOthers: paths.endOtherSessions.href(),
    },
  }
}

/** What else is one's own, each only for those whom the page behind it lets in. */
function waysOf({ role }: Viewer) {
  const ways = [
    { href: paths.changePassword.href(), text: t('changePassword.title'), open: true },
    { href: paths.changeEmail.href(), text: t('emailChange.title'), open: true },
    { href: paths.delegations.href(), text: t('delegation.way'), open: reachOf(role, 'delegation.view') },
    { href: paths.ownActs.href(), text: t('trail.toOwn'), open: reachOf(role, 'trail.viewOwn') },
    { href: paths.familyLooks.href(), text: t('trail.looksTitle'), open: reachOf(role, 'familyLook.view') },
    { href: paths.ownData.href(), text: t('ownData.title'), open: true },
    { href: paths.deleteOwnData.href(), text: t('ownData.delete'), open: true },
  ]
  return ways.filter(({ open }) => open)
}

/** The same whether the new address has an account or not. */
function emailChangeOf({ email, expiresAt }: NonNullable<OwnAccount['emailChange']>) {
  return {
    text: t('account.emailChangeOpenText', { email, until: formatInstant(expiresAt) }),
    withdraw: paths.withdrawEmailChange.href(),
  }
}

function factorsOf({ app, passkeys, recoveryCodes, isStaff, asksDeviceCode }: OwnAccount) {
  const has = app !== null || passkeys.length > 0
  return {
    why: t(isStaff ? 'account.factorStaff' : 'account.factorParent'),
    app: app && { text: t('account.since', { at: formatInstant(app.madeAt) }), remove: paths.removeApp.href() },
    addApp: paths.accountApp.href(),
    passkeys: passkeys.map(({ id, name, madeAt, lastUsedAt, regressedAt }) => ({
      name,
      used: lastUsedAt
        ? t('account.lastUsed', { at: formatInstant(lastUsedAt) })
        : t('account.since', { at: formatInstant(madeAt) }),
      warning: regressedAt && t('account.passkeyCopied', { at: formatInstant(regressedAt) }),
      remove: paths.removePasskey.href(id),
    })),
    addPasskey: paths.accountPasskeys.href(),
    // Whoever shows a second factor is asked for that, on every device.
    deviceCodes: !isStaff &&
      !has && {
        text: t(asksDeviceCode ? 'askDeviceCodes.isOn' : 'askDeviceCodes.isOff'),
        href: paths.askDeviceCodes.href(),
      },
    recovery: has && {
      text: t(recoveryCodes === 0 ? 'account.noRecovery' : 'account.recoveryLeft', { left: recoveryCodes }),
      href: paths.recoveryCodes.href(),
    },
  }
}
