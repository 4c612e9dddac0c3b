/** What may never be read in a log or an error, and what must stay readable. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../shared/redact.ts';

const CODE = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE';

describe('what is taken out', () => {
  it.each([
    ['a code in a sentence', `the code ${CODE} is wrong`, CODE],
    [
      'a code in a link',
      `https://www.ovh.com/manager/#/useraccount/contacts/12?tab=REQUESTS&token=abc12345`,
      'abc12345',
    ],
    ['a key in a query', 'GET /x?key=k-12-34&b=1', 'k-12-34'],
    ['a bearer token', 'Authorization: Bearer aa.bb-cc_dd', 'aa.bb-cc_dd'],
    ['a bearer token in a sentence', 'sent Bearer aa.bb-cc_dd to it', 'aa.bb-cc_dd'],
    ['a web token', 'got eyJhbGci.eyJzdWIi.c2ln back', 'eyJzdWIi'],
    ['a header', 'X-Ovh-Consumer: short-one', 'short-one'],
    ['a JSON field', '{"consumerKey":"short one","state":"x"}', 'short one'],
    ['an INI field', 'application_secret = s3cr3t', 's3cr3t'],
    ['a short code', 'token=wrong', 'wrong'],
    ['a client secret', 'client_secret=xyz&scope=all', 'xyz'],
    ['a signature', '$1$e9556054b6309771395efa467c22e627407461ad', 'e9556054'],
  ])('takes out %s', (_, text, secret) => {
    const clean = redact(text);
    expect(clean).not.toContain(secret);
    expect(clean).toContain('***');
  });

  it('takes out a secret in hand, however short', () => {
    expect(redact('the value Ab12Cd34 was used', ['Ab12Cd34'])).toBe('the value *** was used');
  });

  it('never lets a run of 16 or more letters and digits through, whatever stands around it', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{16,64}$/);
    fc.assert(
      fc.property(fc.string(), secret, fc.string(), (before, hidden, after) => {
        expect(redact(`${before} ${hidden} ${after}`)).not.toContain(hidden);
      }),
    );
  });

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = redact(text);
        expect(redact(once)).toBe(once);
      }),
      { examples: [[`token=${CODE} Bearer x`], ['"key": "a1"']] },
    );
  });
});

describe('what stays', () => {
  it.each([
    'A contact change task is already running on this service',
    'The task is in state validatingByCustomers',
    'This call has not been granted',
    'GET /me/task/contactChange 403',
    'mp40311-ovh may not change contactBilling of example.com',
    'code: FORBIDDEN',
  ])('keeps «%s»', (text) => {
    expect(redact(text)).toBe(text);
  });
});
