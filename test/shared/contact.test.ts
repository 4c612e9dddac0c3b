/** The three contacts of a service: their order on the screens. */
import { expect, it } from 'vitest';
import { orderedTypes } from '../../shared/contact.ts';

it('shows contact types in the order of the screens and unknown ones last', () => {
  expect(orderedTypes(['contactOwner', 'contactBilling', 'contactAdmin'])).toEqual([
    'contactAdmin',
    'contactBilling',
    'contactOwner',
  ]);
});
