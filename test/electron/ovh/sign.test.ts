/** The signature, against OVHcloud's public vectors. */
import { describe, expect, it } from 'vitest';
import { sign } from '../../../electron/ovh/sign.ts';

const PUBLIC = {
  applicationSecret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
  consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
  url: 'https://eu.api.ovh.com/1.0/auth',
  timestamp: 1457018875,
};

describe('sign', () => {
  it('signs a call without a body as the public vector says', () => {
    expect(sign({ ...PUBLIC, method: 'GET', body: '' })).toBe('$1$e9556054b6309771395efa467c22e627407461ad');
  });

  it('signs a call with a body as the public vector says', () => {
    expect(sign({ ...PUBLIC, method: 'POST', body: '{"a":"b","c":"d"}' })).toBe(
      '$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1',
    );
  });

  it('signs letters outside ASCII as UTF-8, as they are sent', () => {
    // `printf '%s' 's+c+POST+u+{"a":"é"}+1' | sha1sum`
    const signed = sign({
      applicationSecret: 's',
      consumerKey: 'c',
      method: 'POST',
      url: 'u',
      body: '{"a":"é"}',
      timestamp: 1,
    });
    expect(signed).toBe('$1$a147fdba192b9c324c5c69c4ef9f553bfea023a5');
  });
});
