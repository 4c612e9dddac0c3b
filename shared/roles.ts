/** Who may change which contact of a service, and who must confirm: the role rules of OVHcloud's guide, as pure functions. Nothing is asked of the API here. */
import { CONTACT_TYPES, type Contacts, type ContactType } from './contact.ts';

/** NIC handles are compared without regard to case: people and old services spell them both ways. */
export function sameNichandle(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

/** The roles this NIC handle holds on a service, in the order of `CONTACT_TYPES`; none where the contacts are not known. */
export function rolesOf(contacts: Contacts | null, nichandle: string): ContactType[] {
  if (contacts === null) return [];
  return CONTACT_TYPES.filter((contactType) => {
    const holder = contacts[contactType];
    return holder !== null && sameNichandle(holder, nichandle);
  });
}

/**
 * Whether somebody with these roles may name a new contact of this type: the administrator any of the three, the
 * technical and the billing contact only a successor of their own.
 */
export function mayName(roles: readonly ContactType[], contactType: ContactType): boolean {
  return roles.includes('contactAdmin') || roles.includes(contactType);
}

/** NIC handles that get a code: the one who asks, then the new contact, once where they are the same. The old contact is only informed. */
export function whoConfirms(asker: string, newContact: string): string[] {
  return sameNichandle(asker, newContact) ? [asker] : [asker, newContact];
}
