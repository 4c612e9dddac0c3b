/** Addresses: read through every gateway, and believed only where they end at OVHcloud. */
import { describe, expect, it } from 'vitest';
import { findCodes } from '../../shared/code.ts';
import { linkTo, wrap } from './mails.ts';

const SAMPLE = { id: 2298243, code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' };
const LINK = linkTo(SAMPLE);
const found = (text: string) =>
  findCodes(text).codes.map(({ code, requestId, suspicious, host }) => ({
    code,
    requestId,
    suspicious,
    host,
  }));
const honest = [{ code: SAMPLE.code, requestId: SAMPLE.id, suspicious: false, host: undefined }];
const base64 = (text: string) => Buffer.from(text).toString('base64');

const GATEWAYS: Record<string, (url: string) => string> = {
  Sophos: (url) =>
    `https://eu-west-1.protection.sophos.com/?d=ovh.com&u=${base64(url)}&p=m&i=NjA=&t=YWJj&h=0123456789abcdef0123456789abcdef&s=x`,
  'Sophos, its base64 encoded': (url) =>
    `https://us-west-2.protection.sophos.com?d=ovh.com&u=${encodeURIComponent(base64(url))}&i=NjA=&t=1`,
  'Trend Micro': (url) =>
    `https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=${encodeURIComponent(url)}&umid=1-2-3&auth=abc123`,
  'Trend Micro, on its port': (url) =>
    `https://ddei3-0-ctp.trendmicro.com:443/wis/clicktime/v1/query?url=${encodeURIComponent(url)}&umid=1&rct=1&auth=2`,
  Teams: (url) =>
    `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${encodeURIComponent(url)}&locale=en-us&dest=${encodeURIComponent('https://teams.microsoft.com/api/mt/part/emea-03/beta/atpsafelinks/geturlreputationsitev2/')}&pc=x&wau=${encodeURIComponent('https://eur03.safelinks.protection.outlook.com/GetUrlReputation')}&si=1`,
  Barracuda: (url) => `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(url)}&c=E,1,x&typo=1`,
  Cisco: (url) => `https://secure-web.cisco.com/1aBcD3/${encodeURIComponent(url)}`,
};

describe('a link behind a gateway', () => {
  for (const [name, through] of Object.entries(GATEWAYS)) {
    it(`is read and believed where it ends at OVHcloud: ${name}`, () => {
      expect(found(through(LINK))).toEqual(honest);
      expect(found(`<a href="${through(LINK).replaceAll('&', '&amp;')}">here</a>`)).toEqual(honest);
      expect(
        found(
          `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(through(LINK))}&data=1`,
        ),
      ).toEqual(honest);
    });
    it(`is told where it ends elsewhere: ${name}`, () => {
      expect(found(through(LINK.replace('www.ovh.com', 'www.ovh.com.evil.example')))).toEqual([
        { ...honest[0], suspicious: true, host: 'www.ovh.com.evil.example' },
      ]);
    });
    it(`is told where the gateway only looks like one: ${name}`, () => {
      const codes = found(through(LINK).replace(/^(https:\/\/[^/?]+)/, '$1.evil.example'));
      expect(codes.filter(({ suspicious }) => !suspicious)).toEqual([]);
    });
  }
  it('of base64 is never half a code, wherever it is cut', () => {
    for (let width = 30; width <= 120; width += 7) {
      expect({ width, found: found(wrap(GATEWAYS['Sophos']?.(LINK) ?? '', width)) }).toEqual({
        width,
        found: honest,
      });
    }
  });
});

describe('a link that was believed', () => {
  const encode = (text: string, times: number): string =>
    times === 0 ? text : encode(encodeURIComponent(text), times - 1);
  const rest = LINK.slice(LINK.indexOf('#'));

  it('over OVHcloud’s own redirect is told, however often encoded and however written', () => {
    for (const target of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      'ftp://evil.example',
      'https:evil.example',
    ]) {
      for (let times = target.includes('\t') ? 1 : 0; times <= 5; times += 1) {
        const link = `https://www.ovh.com/auth/?onsuccess=${encode(target, times)}${rest}`;
        expect({ link, found: found(link) }).toEqual({
          link,
          found: [{ ...honest[0], suspicious: true, host: 'evil.example' }],
        });
      }
    }
  });
  it('over OVHcloud’s own redirect to itself is one still', () => {
    for (let times = 0; times <= 3; times += 1) {
      expect(
        found(`https://www.ovh.com/auth/?onsuccess=${encode('https://www.ovh.com/manager/', times)}${rest}`),
      ).toEqual(honest);
      expect(found(`https://www.ovh.com/auth/?onsuccess=${encode('/manager/', times)}${rest}`)).toEqual(
        honest,
      );
    }
  });
  it('behind a Google of some other top-level domain is told', () => {
    for (const host of [
      'google.zip',
      'www.google.xyz',
      'google.evil',
      'google.co',
      'google.com.zz',
      'www.google.dev',
    ]) {
      const link = `https://${host}/url?q=${encodeURIComponent(LINK)}`;
      expect({ link, found: found(link) }).toEqual({
        link,
        found: [{ ...honest[0], suspicious: true, host }],
      });
    }
    for (const host of ['google.es', 'www.google.co.uk', 'www.google.com.mx', 'google.ca']) {
      expect(found(`https://${host}/url?q=${encodeURIComponent(LINK)}`)).toEqual(honest);
    }
  });
  it('behind a gateway that is given two addresses is told where one of them is another’s', () => {
    const two = [`q=${encodeURIComponent('https://evil.example/')}`, `url=${encodeURIComponent(LINK)}`];
    for (const order of [two, two.toReversed()]) {
      const [code] = found(`https://www.google.com/url?${order.join('&')}`);
      expect(code).toEqual({ ...honest[0], suspicious: true, host: 'evil.example' });
    }
  });
});
