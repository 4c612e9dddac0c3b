/** The rights asked for, and the pages that grant them. */
import { describe, expect, it } from 'vitest';
import {
  ASKED_RIGHTS,
  createAppUrl,
  createTokenUrl,
  LEAST_RIGHTS,
  rightsOf,
} from '../../../electron/ovh/rights.ts';

describe('the page for keys', () => {
  it('has every right filled in, as the page reads them', () => {
    const url = createTokenUrl('ovh-eu') ?? '';
    expect(url.startsWith('https://eu.api.ovh.com/createToken/?GET=/me&GET=/me/task/contactChange&')).toBe(
      true,
    );
    const asked = new URL(url).searchParams;
    for (const { method, path } of LEAST_RIGHTS) expect(asked.getAll(method)).toContain(path);
  });

  it('asks for nothing but what is on the list where the optional rights are left out', () => {
    const asked = new URL(createTokenUrl('ovh-ca', LEAST_RIGHTS) ?? '').searchParams;
    expect([...asked]).toHaveLength(LEAST_RIGHTS.length);
    expect([...asked.keys()].every((method) => method === 'GET' || method === 'POST')).toBe(true);
    expect(asked.getAll('GET')).not.toContain('/me/notification/email/history');
  });

  it('asks for nothing that tells the codes by which domains are transferred away, nor the texts of e-mails in «My messages»', () => {
    const paths = ASKED_RIGHTS.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/domain'))).toEqual([]);
    expect(paths).not.toContain('/v2/notification/history/*');
    expect(paths).not.toContain('/v2/*');
  });

  it('lives on each endpoint own host, and nowhere for the United States or this computer', () => {
    expect(createAppUrl('kimsufi-ca')).toBe('https://ca.api.kimsufi.com/createApp/');
    expect(createAppUrl('ovh-us')).toBeNull();
    expect(createTokenUrl('ovh-us')).toBeNull();
    expect(createTokenUrl('sandbox')).toBeNull();
    expect(createTokenUrl('loopback')).toBeNull();
  });
});

describe('what works with the rules of a key', () => {
  const all = { requests: 'yes', decide: 'yes', services: 'yes', handover: 'yes', revoke: 'yes' };
  const extras = { messages: 'yes', payment: 'yes', log: 'yes', policies: 'yes' };
  const none = { messages: 'no', payment: 'no', log: 'no', policies: 'no' };
  it('is everything with all rights asked for, and all but the optional with the least', () => {
    expect(rightsOf(ASKED_RIGHTS)).toEqual({ ...all, debts: 'yes', mail: 'yes', ...extras });
    expect(rightsOf(LEAST_RIGHTS)).toEqual({ ...all, debts: 'no', mail: 'no', ...none });
  });
  it('is everything with a rule that stands for all paths, of both methods', () => {
    const rules = ['GET', 'POST'].map((method) => ({ method, path: '/*' }));
    expect(rightsOf(rules)).toEqual({ ...all, debts: 'yes', mail: 'yes', ...extras });
  });
  it('is only reading with rules that only read', () => {
    expect(rightsOf([{ method: 'GET', path: '/*' }])).toMatchObject({
      requests: 'yes',
      decide: 'no',
      services: 'yes',
      handover: 'no',
      revoke: 'no',
    });
  });
  it('is a part where the rules speak of some families or calls alone', () => {
    const rules = [
      { method: 'POST', path: '/vps/*/changeContact' },
      { method: 'POST', path: '/me/task/contactChange/*/accept' },
      { method: 'GET', path: '/services' },
    ];
    expect(rightsOf(rules)).toMatchObject({ handover: 'partly', decide: 'partly', services: 'partly' });
  });
  it('is nothing of an ability whose first call is not allowed, whatever else is', () => {
    expect(rightsOf([{ method: 'GET', path: '/services/*' }])).toMatchObject({ services: 'no' });
  });
  it('takes other signs in a rule for themselves', () => {
    expect(rightsOf([{ method: 'GET', path: '/me.debtAccount' }])).toMatchObject({ debts: 'no' });
    expect(rightsOf([{ method: 'GET', path: '/m+e/debtAccount(' }])).toMatchObject({ debts: 'no' });
  });
});
