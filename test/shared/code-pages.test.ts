/** Pages: what nobody sees counts for nothing, and where a link leads decides, not what it shows. */
import { describe, expect, it } from 'vitest';
import { findCodes } from '../../shared/code.ts';
import { linkTo } from './mails.ts';

const SAMPLE = { id: 2298243, code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' };
const OTHER = { id: 2298243, code: 'zYxWvUtSrQpOnMlKjIhGfEdCbA543210' };
const LINK = linkTo(SAMPLE);
const escaped = (url: string) => url.replaceAll('&', '&amp;');
const anchor = (href: string, words: string) => `<a href="${escaped(href)}">${escaped(words)}</a>`;
const page = (body: string, head = '') =>
  `<html><head>${head}</head><body><p>A contact change was requested, no. 2298243.</p>${body}</body></html>`;
const ANNOUNCED = `<p>The token to use is:</p><p>${SAMPLE.code}</p>`;

const found = (text: string) =>
  findCodes(text).codes.map(({ code, suspicious, host }) => ({ code, suspicious, host }));
const honest = [{ code: SAMPLE.code, suspicious: false, host: undefined }];
const forged = (host: string | undefined) => [{ code: SAMPLE.code, suspicious: true, host }];

describe('what nobody sees in a page', () => {
  const hidden: Record<string, string> = {
    comment: `<!-- ${anchor(linkTo(OTHER), 'x')} The token to use is: <br>${OTHER.code}<br> -->`,
    'comment that holds tags': `<!-- <p>a > b</p> <p>The token is:</p><p>${OTHER.code}</p> -->`,
    'display: none': `<div style="color: red; DISPLAY : none !important">${anchor(linkTo(OTHER), 'x')}<div>The token is:</div><p>${OTHER.code}</p></div>`,
    hidden: `<div hidden><p>The token is:</p><p>${OTHER.code}</p></div>`,
    'font-size: 0': `<p style="font-size:0px">The token is:<br>${OTHER.code}</p>`,
    'font-size: 1px': `<p style='font-size:1px;color:#fff'>The token is:<br>${OTHER.code}</p>`,
    'visibility: hidden': `<span style="visibility:hidden">The token is:<br>${OTHER.code}<br></span>`,
    opacity: `<div style="opacity:0">The token is:<br>${OTHER.code}<br></div>`,
    'no height': `<div style="max-height:0;overflow:hidden">The token is:<br>${OTHER.code}<br></div>`,
    'far outside': `<div style="position:absolute;left:-9999px">The token is:<br>${OTHER.code}<br></div>`,
    'for Outlook alone': `<div style="mso-hide:all">The token is:<br>${OTHER.code}<br></div>`,
    template: `<template><p>The token is:</p><p>${OTHER.code}</p></template>`,
    script: `<SCRIPT>\nThe token is:\n\n${OTHER.code}\n</Script>`,
    style: `<STYLE>\nThe token is:\n\n${OTHER.code}\n</Style>`,
    class: `<div class="a preheader">The token is:<br>${OTHER.code}<br></div>`,
    'a cell': `<table><tr><td style="display:none">The token is:<br>${OTHER.code}<tr><td>Hello</table>`,
  };
  const styles =
    '<style>/* .p { } */ @media screen { .seen { display: none } } .x, div.preheader { display: none }</style>';
  for (const [name, part] of Object.entries(hidden)) {
    it(`is no code: ${name}`, () => {
      expect(found(page(`${part}${anchor(LINK, 'here')}${ANNOUNCED}`, styles))).toEqual(honest);
      expect(found(page(`${part}<p>Good day</p>`, styles))).toEqual([]);
    });
  }
  it('hides nothing else', () => {
    const seen = [
      `<div style="font-size:0"><p style="font-size:14px">The token is:</p><p style="font-size:14px">${SAMPLE.code}</p></div>`,
      `<div style="font-size:1em">The token is:<br>${SAMPLE.code}</div>`,
      `<div title="hidden">The token is:<br>${SAMPLE.code}</div>`,
      `<div aria-hidden="true">The token is:<br>${SAMPLE.code}</div>`,
      `<div class="seen">The token is:<br>${SAMPLE.code}</div>`,
      `<p style="display:none">Preview<div>The token is:<br>${SAMPLE.code}</div>`,
      `<img style="display:none" src="x"><p>The token is:</p><p>${SAMPLE.code}</p>`,
      `<table><tr><td hidden>x<td>The token is:<br>${SAMPLE.code}</table>`,
      `<div hidden><div>x</div></div>The token is:<br>${SAMPLE.code}<br>`,
      `<!-->The token is:<br>${SAMPLE.code}<br>`,
    ];
    for (const part of seen)
      expect({ part, found: found(page(part, styles)) }).toEqual({ part, found: honest });
  });
});

describe('a link that shows one address and leads to another', () => {
  const elsewhere: [string, string, string | undefined][] = [
    ['another host', 'https://evil.example/accept', 'evil.example'],
    ['a shortener', 'https://bit.ly/3xYz', 'bit.ly'],
    [
      'a shortener behind a gateway',
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent('https://bit.ly/3xYz')}&data=1`,
      'bit.ly',
    ],
    ['no page at all', 'javascript:go()', undefined],
    ['no scheme', '//evil.example/x', 'evil.example'],
    ['a name before an @', 'https://www.ovh.com@evil.example/x', 'evil.example'],
    [
      'OVHcloud’s redirect',
      'https://www.ovh.com/auth/?onsuccess=https%3A%2F%2Fevil.example%2F',
      'evil.example',
    ],
  ];
  for (const [name, href, host] of elsewhere) {
    it(`is told, and no code of its e-mail is offered: ${name}`, () => {
      expect(found(page(anchor(href, LINK)))).toEqual(forged(host));
      expect(found(page(`${anchor(href, LINK)}${ANNOUNCED}`))).toEqual(forged(host));
      expect(found(page(`${anchor(href, 'https://www.ovh.com/manager/')}${ANNOUNCED}`))).toEqual(
        forged(host),
      );
      expect(
        found(page(`<a title=" href=https://www.ovh.com/" href="${escaped(href)}">${escaped(LINK)}</a>`)),
      ).toEqual(forged(host));
    });
  }
  it('is told where its words are cut by tags and far from its beginning', () => {
    const words = `<b>${'word '.repeat(6000)}</b><br>${escaped(LINK)}`;
    expect(found(page(`<a href="https://evil.example/">${words}</a>`))).toEqual(forged('evil.example'));
  });
  it('is told in plain words, as mail programs write it', () => {
    for (const text of [
      `${LINK}<https://evil.example/x>`,
      `${LINK} <https://evil.example/x>`,
      `[${LINK}](https://evil.example/x)`,
    ]) {
      expect(found(text)).toEqual(forged('evil.example'));
    }
    expect(found(`${LINK} <${LINK}>`)).toEqual(honest);
  });
  it('is told where both lead to OVHcloud with different codes', () => {
    const codes = found(page(anchor(linkTo(OTHER), LINK)));
    expect(codes.map(({ suspicious }) => suspicious)).toEqual([true, true]);
  });
  it('is no harm where both are the same, whatever gateway is between', () => {
    const gateway = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(LINK)}&data=1`;
    for (const [href, words] of [
      [LINK, LINK],
      [gateway, LINK],
      [gateway, gateway],
      [LINK, 'www.ovh.com'],
      ['https://www.ovh.com/', 'https://www.ovh.com'],
      ['mailto:support@ovh.com', 'support@ovh.com'],
      ['https://help.ovhcloud.com/contacts', 'ovh.com'],
    ] as const) {
      expect({ href, found: found(page(`${anchor(href, words)}${ANNOUNCED}`)) }).toEqual({
        href,
        found: honest,
      });
    }
  });
  it('proves nothing where a gateway hides its end: the announced code counts, the shown link does not', () => {
    const sealed = 'https://protect-eu.mimecast.com/s/4Kx9C8qYzFoR1jBTkLm2x?domain=ovh.com';
    expect(found(page(anchor(sealed, LINK)))).toEqual([]);
    expect(found(page(`${anchor(sealed, LINK)}${ANNOUNCED}`))).toEqual(honest);
  });
});

describe('a page that leads elsewhere in another way', () => {
  const ways: Record<string, string> = {
    'a form': `<form action="https://evil.example/go"><input name="token"><button>Accept</button></form>`,
    'a button': `<form><button formaction="//evil.example/go">Accept</button></form>`,
    'an area of a picture': `<map name="m"><area shape="rect" coords="0,0,9,9" href="https://evil.example/go"></map>`,
    'a refresh': `<meta http-equiv="Refresh" content="0; URL='https://evil.example/go'">`,
    'a base': `<base href="https://evil.example/">`,
  };
  for (const [name, part] of Object.entries(ways)) {
    it(`brings its codes under suspicion: ${name}`, () => {
      expect(found(page(`${part}${anchor(LINK, LINK)}`))).toEqual(forged('evil.example'));
      expect(found(page(`${anchor(LINK, LINK)}${part}`))).toEqual(forged('evil.example'));
      const ours = part.replace(/(?:https:)?\/\/evil\.example/, 'https://www.ovh.com');
      expect(found(page(`${ours}${anchor(LINK, LINK)}`))).toEqual(honest);
    });
  }
  it('that shows a look-alike’s code in a picture tells of it', () => {
    const area = `<map><area href="${escaped(LINK.replace('www.ovh.com', 'ovh-manager.com'))}"></map>`;
    expect(found(page(area))).toEqual(forged('ovh-manager.com'));
  });
});
