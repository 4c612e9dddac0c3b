/** The role table of OVHcloud's guide, row by row. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { mayName, rolesOf, whoConfirms } from '../../shared/roles.ts';

const contacts = { contactAdmin: 'aa11-ovh', contactTech: 'bb22-ovh', contactBilling: 'aa11-ovh' };
const roles = fc.subarray([...CONTACT_TYPES]);
const contactType = fc.constantFrom(...CONTACT_TYPES);

describe('rolesOf', () => {
  it('tells every role somebody holds, in the order of the screens', () => {
    expect(rolesOf(contacts, 'aa11-ovh')).toEqual(['contactAdmin', 'contactBilling']);
    expect(rolesOf(contacts, 'bb22-ovh')).toEqual(['contactTech']);
  });
  it('tells none for a stranger, and none while the contacts are not known', () => {
    expect(rolesOf(contacts, 'zz99-ovh')).toEqual([]);
    expect(rolesOf(null, 'aa11-ovh')).toEqual([]);
    expect(rolesOf({ contactAdmin: null, contactTech: null, contactBilling: null }, 'aa11-ovh')).toEqual([]);
  });
  it('does not mind the case of a handle', () => {
    expect(rolesOf(contacts, 'AA11-OVH')).toEqual(['contactAdmin', 'contactBilling']);
  });
});

describe('mayName', () => {
  const table: [ContactType, ContactType[]][] = [
    ['contactAdmin', ['contactAdmin', 'contactTech', 'contactBilling']],
    ['contactTech', ['contactTech']],
    ['contactBilling', ['contactBilling']],
  ];
  for (const [role, allowed] of table) {
    for (const wanted of CONTACT_TYPES) {
      const word = allowed.includes(wanted) ? 'may' : 'may not';
      it(`${role} ${word} name a new ${wanted}`, () => {
        expect(mayName([role], wanted)).toBe(allowed.includes(wanted));
      });
    }
  }
  it('without any role nobody may name anybody', () => {
    for (const wanted of CONTACT_TYPES) expect(mayName([], wanted)).toBe(false);
  });
  it('one more role never takes a right away', () => {
    fc.assert(
      fc.property(roles, contactType, contactType, (held, more, wanted) => {
        expect(!mayName(held, wanted) || mayName([...held, more], wanted)).toBe(true);
      }),
    );
  });
});

describe('whoConfirms', () => {
  it('asks the one who asked and the new contact, the asker first', () => {
    expect(whoConfirms('aa11-ovh', 'bb22-ovh')).toEqual(['aa11-ovh', 'bb22-ovh']);
  });
  it('asks only me when I take the role myself', () => {
    expect(whoConfirms('aa11-ovh', 'aa11-ovh')).toEqual(['aa11-ovh']);
    expect(whoConfirms('aa11-ovh', 'AA11-ovh')).toEqual(['aa11-ovh']);
  });
});
