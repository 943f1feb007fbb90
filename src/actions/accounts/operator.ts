/** Whoever can run commands on the machine: no account, but a name in the trail. */
export const operator = { actor: 'operator', role: 'operator' } as const
