/** How a guardian can be reached besides by e-mail. Empty text where it was not given. */
export type Contact = { phone: string; street: string; postalCode: string; city: string }

export const noContact: Contact = { phone: '', street: '', postalCode: '', city: '' }
