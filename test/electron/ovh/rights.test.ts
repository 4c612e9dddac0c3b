/** The rights asked for, and the pages that grant them. */
import { describe, expect, it } from 'vitest';
import { createAppUrl, createTokenUrl, LEAST_RIGHTS } from '../../../electron/ovh/rights.ts';

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

  it('lives on each endpoint own host, and nowhere for the United States or this computer', () => {
    expect(createAppUrl('kimsufi-ca')).toBe('https://ca.api.kimsufi.com/createApp/');
    expect(createAppUrl('ovh-us')).toBeNull();
    expect(createTokenUrl('ovh-us')).toBeNull();
    expect(createTokenUrl('sandbox')).toBeNull();
    expect(createTokenUrl('loopback')).toBeNull();
  });
});
