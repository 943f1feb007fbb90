/** The tables of what families keep sealed, as `schema.ts` has all others. */
export interface FamilyParticularsSchema {
  guardian_contact: {
    guardian_id: string
    /** Phone and address. */
    sealed: string
    /** 1 where nobody but the guardian may read the address (BMG § 51). */
    address_secret: 0 | 1
    version: number
  }
  child_particulars: {
    child_id: string
    /** The particulars that a parent has ticked. */
    sealed: string
    version: number
  }
}
