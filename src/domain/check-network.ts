import type { FormatError } from '../engine/types.ts'
import { checkCatalogues } from './check-network-catalogues.ts'
import { checkContracts } from './check-network-contracts.ts'
import { checkRequests, checkSiblingChoices } from './check-network-requests.ts'
import { type Network, subjectOfRole } from './network.ts'
import { indexNetwork, type NetworkIndex } from './network-index.ts'

/**
 * What is wrong with a network of the right shape: keys that nothing has, things that may stand once only, contracts and
 * requests that contradict what they refer to. Empty if it may be written.
 */
export function checkNetwork(network: Network): FormatError[] {
  const index = indexNetwork(network)
  checkKitas(network, index)
  checkContracts(network, index)
  checkPeople(network, index)
  checkRequests(network, index)
  checkCatalogues(network, index)
  checkSiblingChoices(network, index)
  checkRounds(network, index)
  checkServices(network, index)
  return index.errors
}

function checkKitas(network: Network, { find, once }: NetworkIndex): void {
  for (const [at, { name }] of network.consortia.entries())
    once('the name of a consortium', [name], `$.consortia[${at}].name`)
  for (const [at, kita] of network.kitas.entries()) {
    const path = `$.kitas[${at}]`
    find('consortium', kita.consortium, `${path}.consortium`)
    find('provider', kita.provider, `${path}.provider`)
    for (const [nth, { name }] of kita.groups.entries()) {
      once('the name of a group', [at, name], `${path}.groups[${nth}].name`)
    }
  }
  for (const [at, { kita, ageBand, hours, startMonth }] of network.placeClasses.entries()) {
    const path = `$.placeClasses[${at}]`
    find('kita', kita, `${path}.kita`)
    once('a place class', [kita, ageBand, hours, startMonth], path)
  }
  for (const [at, { consortium, name }] of network.companies.entries()) {
    const path = `$.companies[${at}]`
    find('consortium', consortium, `${path}.consortium`)
    once('the name of a company', [consortium, name], `${path}.name`)
  }
}

function checkPeople(network: Network, { find, once }: NetworkIndex): void {
  for (const [at, { email, roles }] of network.accounts.entries()) {
    const path = `$.accounts[${at}]`
    once('an e-mail address', [email.toLowerCase()], `${path}.email`)
    for (const [nth, { role, of }] of roles.entries()) {
      find(subjectOfRole[role], of, `${path}.roles[${nth}].of`)
      once('a role', [at, role, of], `${path}.roles[${nth}]`)
    }
  }
  for (const [at, { guardians }] of network.families.entries()) {
    for (const [nth, { account }] of guardians.entries()) {
      find('account', account, `$.families[${at}].guardians[${nth}].account`)
    }
  }
}

function checkRounds(network: Network, { find, once, wrong }: NetworkIndex): void {
  for (const [at, { consortium, kitaYear, name, catalogue }] of network.rounds.entries()) {
    const path = `$.rounds[${at}]`
    find('consortium', consortium, `${path}.consortium`)
    once('a round', [consortium, kitaYear, name], `${path}.name`)
    const rules = find('catalogue', catalogue, `${path}.catalogue`)
    if (rules && rules.consortium !== consortium) {
      wrong(`${path}.catalogue`, 'a catalogue of the same consortium', `one of ${rules.consortium}`)
    }
  }
}

function checkServices(network: Network, { find, once, wrong }: NetworkIndex): void {
  for (const [at, service] of network.services.entries()) {
    const path = `$.services[${at}]`
    find('provider', service.provider, `${path}.provider`)
    for (const [nth, { location, schedules }] of service.at.entries()) {
      find('location', location, `${path}.at[${nth}].location`)
      once('a location of a service', [at, location], `${path}.at[${nth}]`)
      for (const [row, { validFrom, validTo }] of schedules.entries()) {
        if (validTo === undefined || validFrom <= validTo) continue
        wrong(`${path}.at[${nth}].schedules[${row}].validTo`, `a day from ${validFrom} on`, validTo)
      }
    }
  }
}
