/** Writes e-mails about contact changes under a seed: OVHcloud's own, what people and gateways make of them, and forgeries of many kinds. */
import { LETTER_LANGUAGES, type LetterFacts, writtenLetter } from './letters.ts';
import { quotedPrintable, WRAPPERS } from './mails.ts';

export type Truth = 'genuine' | 'forged';
/** `sure`: what can be known of it at all; a genuine one that was copied or forwarded may only be called unsure. */
export type MadeMail = { kind: string; truth: Truth; language: string; raw: string; code: string };

/** Small and good enough: the same seed makes the same mails. */
function dice(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    code: (): string =>
      Array.from(
        { length: 32 },
        () => 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'[Math.floor(next() * 57)],
      ).join(''),
    int: (from: number, to: number): number => from + Math.floor(next() * (to - from + 1)),
  };
}
type Dice = ReturnType<typeof dice>;

type Shape = {
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Above everything, the newest first. */
  way: string[];
  encoding: 'quoted-printable' | 'base64';
};

const SERVER = 'mx.cobalto.es';
const RECEIVED = `Received: from mo-notification.ovh.net (mo-notification.ovh.net [46.105.1.10])\n by ${SERVER} with ESMTPS; Fri, 20 Nov 2026 10:00:01 +0000`;
const SIGNED = 'DKIM-Signature: v=1; a=rsa-sha256; d=ovh.com; s=mailout; bh=x; b=y';
const ar = (results: string, id = SERVER): string => `Authentication-Results: ${id};\n ${results}`;
const GOOD =
  'dkim=pass (2048-bit key) header.d=ovh.com header.s=mailout;\n spf=pass smtp.mailfrom=ovh.com;\n dmarc=pass header.from=ovh.com';
const BAD = 'dkim=none;\n spf=fail smtp.mailfrom=cheap.example;\n dmarc=fail header.from=ovh.com';

function build({ from, subject, text, html, way, encoding }: Shape): string {
  const encode = (body: string): string =>
    encoding === 'base64'
      ? (
          Buffer.from(body)
            .toString('base64')
            .match(/.{1,76}/g) ?? []
        ).join('\n')
      : quotedPrintable(body);
  const part = (type: string, body: string): string =>
    `--b1\nContent-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n${encode(body)}`;
  return [
    ...way,
    `From: ${from}`,
    'To: Marta Iglesias <marta@cobalto.es>',
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0000',
    'Message-ID: <m1@mail>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b1"',
    '',
    part('text/plain', text),
    part('text/html', html),
    '--b1--',
    '',
  ].join('\n');
}

type Letter = { facts: LetterFacts; shape: Shape; link: string };
type Kind = { name: string; truth: Truth; make: (letter: Letter, roll: Dice) => string };

const relink = (shape: Shape, from: string, to: string): Shape => ({
  ...shape,
  text: shape.text.replaceAll(from, to),
  html: shape.html.replaceAll(from.replaceAll('&', '&amp;'), to.replaceAll('&', '&amp;')),
});
const forwardedText = ({ shape }: Letter): string =>
  `FYI\n\n---------- Forwarded message ---------\nFrom: ${shape.from}\nDate: Fri, 20 Nov 2026\nSubject: ${shape.subject}\nTo: <marta@cobalto.es>\n\n${shape.text}`;

export const KINDS: readonly Kind[] = [
  { name: 'as it came', truth: 'genuine', make: ({ shape }) => build(shape) },
  {
    name: 'received by Google',
    truth: 'genuine',
    make: ({ shape }) =>
      build({
        ...shape,
        way: [
          'Delivered-To: marta@cobalto.es',
          'Received: by 2002:a05:6a20:1234:b0:1 with SMTP id x1; Fri, 20 Nov 2026 02:00:02 -0800 (PST)',
          'Received: from mo-notification.ovh.net (mo-notification.ovh.net [46.105.1.10])\n by mx.google.com with ESMTPS id y2; Fri, 20 Nov 2026 02:00:01 -0800 (PST)',
          ar(
            'dkim=pass header.i=@ovh.com header.s=mailout header.b=abc;\n spf=pass (google.com: domain of support@ovh.com designates 46.105.1.10) smtp.mailfrom=support@ovh.com;\n dmarc=pass (p=REJECT) header.from=ovh.com',
            'mx.google.com',
          ),
          SIGNED,
        ],
      }),
  },
  {
    name: 'received by Microsoft, links wrapped',
    truth: 'genuine',
    make: ({ shape, link }) =>
      build({
        ...relink(shape, link, WRAPPERS['outlook']?.(link) ?? ''),
        way: [
          'Received: from AM0.eurprd05.prod.outlook.com (2603::1)\n by DB1.eurprd05.prod.outlook.com with HTTPS; Fri, 20 Nov 2026 10:00:03 +0000',
          'Authentication-Results: spf=pass (sender IP is 46.105.1.10)\n smtp.mailfrom=ovh.com; dkim=pass (signature was verified)\n header.d=ovh.com;dmarc=pass action=none header.from=ovh.com;compauth=pass reason=100',
          SIGNED,
        ],
      }),
  },
  {
    name: 'gateway rewrote the links, so the signature broke',
    truth: 'genuine',
    make: ({ shape, link }, roll) =>
      build({
        ...relink(
          shape,
          link,
          WRAPPERS[roll.pick(['proofpoint v2', 'proofpoint v3', 'outlook'])]?.(link) ?? '',
        ),
        way: [
          ar(
            'dkim=fail header.d=ovh.com;\n spf=fail smtp.mailfrom=ovh.com;\n dmarc=fail header.from=ovh.com',
          ),
          'Received: from gateway.cobalto.es by mx.cobalto.es; Fri, 20 Nov 2026 10:00:05 +0000',
          RECEIVED,
          SIGNED,
        ],
      }),
  },
  {
    name: 'sent on by a server, sealed by Google',
    truth: 'genuine',
    make: ({ shape }) =>
      build({
        ...shape,
        way: [
          ar(
            'arc=pass; dkim=fail header.d=ovh.com; spf=softfail smtp.mailfrom=ovh.com; dmarc=none header.from=ovh.com',
          ),
          RECEIVED,
          'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=google.com; s=arc; b=z',
          'ARC-Authentication-Results: i=1; mx.google.com; dkim=pass header.i=@ovh.com; spf=pass smtp.mailfrom=support@ovh.com; dmarc=pass header.from=ovh.com',
          SIGNED,
        ],
      }),
  },
  {
    name: 'no findings by the receiver',
    truth: 'genuine',
    make: ({ shape }) => build({ ...shape, way: [RECEIVED, SIGNED] }),
  },
  {
    name: 'forwarded by a colleague',
    truth: 'genuine',
    make: (letter, roll) =>
      build({
        ...letter.shape,
        from: 'Luis Romero <luis@cobalto.es>',
        subject: `${roll.pick(['Fwd', 'RV', 'WG', 'TR', 'I', 'PD'])}: ${letter.shape.subject}`,
        text: forwardedText(letter),
        way: [ar('dkim=pass header.d=cobalto.es; spf=pass smtp.mailfrom=cobalto.es; dmarc=pass'), RECEIVED],
      }),
  },
  {
    name: 'forwarded as an attachment',
    truth: 'genuine',
    make: ({ shape }) =>
      [
        ar('dkim=pass header.d=cobalto.es; spf=pass smtp.mailfrom=cobalto.es; dmarc=pass'),
        RECEIVED,
        'From: Luis Romero <luis@cobalto.es>',
        'To: marta@cobalto.es',
        'Subject: Fwd: this one',
        'Message-ID: <f@x>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="outer"',
        '',
        '--outer',
        'Content-Type: message/rfc822',
        '',
        build(shape),
        '--outer--',
        '',
      ].join('\n'),
  },
  { name: 'copied text', truth: 'genuine', make: ({ shape }) => shape.text },
  {
    name: 'copied with the lines above it',
    truth: 'genuine',
    make: ({ shape }) =>
      `From: ${shape.from}\nTo: Marta <marta@cobalto.es>\nSubject: ${shape.subject}\n\n${shape.text}`,
  },
  {
    name: 'another domain called OVHcloud',
    truth: 'forged',
    make: ({ shape }, roll) =>
      build({
        ...shape,
        from: `OVHcloud <support@${roll.pick(['ovh-cloud.example', 'ovhcloud.support.example', 'ovh.com.example', '0vh.example', 'xn--vh-emc.example', 'mail.example'])}>`,
        way: [
          ar('dkim=pass header.d=ovh-cloud.example; spf=pass smtp.mailfrom=ovh-cloud.example; dmarc=pass'),
          RECEIVED,
        ],
      }),
  },
  {
    name: 'the right sender, the wrong link',
    truth: 'forged',
    make: ({ shape, link }, roll) =>
      build({
        ...relink(
          shape,
          link,
          link.replace(
            'www.ovh.com',
            roll.pick([
              'www.ovh.com.login.example',
              'ovh-manager.example',
              'www.ovh.com@evil.example',
              'www.xn--vh-emc.com',
              'www.0vh.example',
            ]),
          ),
        ),
        way: [ar(BAD), RECEIVED],
      }),
  },
  {
    name: 'the link says one host and leads to another',
    truth: 'forged',
    make: ({ shape, link }) => {
      const target = link.replace('www.ovh.com', 'collect.example').replaceAll('&', '&amp;');
      return build({
        ...shape,
        html: shape.html.replace(/href="[^"]*"/, `href="${target}"`),
        way: [ar(BAD), RECEIVED],
      });
    },
  },
  {
    name: 'a safe-link wrapper around a stranger',
    truth: 'forged',
    make: ({ shape, link }) =>
      build({
        ...relink(shape, link, WRAPPERS['outlook']?.(link.replace('www.ovh.com', 'ovh-login.example')) ?? ''),
        way: [ar(BAD), RECEIVED],
      }),
  },
  {
    name: 'findings of its own below the receiver\u2019s',
    truth: 'forged',
    make: ({ shape }) => build({ ...shape, way: [ar(BAD), RECEIVED, ar(GOOD), SIGNED] }),
  },
  {
    name: 'findings of its own, the receiver wrote none',
    truth: 'forged',
    make: ({ shape }, roll) =>
      build({
        ...shape,
        way: [
          RECEIVED.replace('mo-notification.ovh.net', 'vps.cheap.example'),
          ar(GOOD, roll.pick([SERVER, 'mx.google.com', 'mx.ovh.net'])),
          SIGNED,
        ],
      }),
  },
  {
    name: 'a customer\u2019s machine below OVHcloud\u2019s name',
    truth: 'forged',
    make: ({ shape }) =>
      build({
        ...shape,
        from: 'OVHcloud <support@vps-1a2b3c4d.vps.ovh.net>',
        way: [
          ar(
            'dkim=none; spf=pass smtp.mailfrom=vps-1a2b3c4d.vps.ovh.net; dmarc=pass header.from=vps-1a2b3c4d.vps.ovh.net',
          ),
          RECEIVED,
        ],
      }),
  },
  {
    name: 'sealed by a stranger',
    truth: 'forged',
    make: ({ shape }) =>
      build({
        ...shape,
        way: [
          ar(`arc=pass; ${BAD}`),
          RECEIVED,
          'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=cheap.example; s=arc; b=z',
          'ARC-Authentication-Results: i=1; mx.google.com; dkim=pass header.i=@ovh.com; dmarc=pass',
        ],
      }),
  },
  {
    name: 'signed by another domain',
    truth: 'forged',
    make: ({ shape }) =>
      build({
        ...shape,
        way: [
          ar(
            'dkim=pass header.d=cheap.example; spf=pass smtp.mailfrom=cheap.example; dmarc=fail header.from=ovh.com',
          ),
          RECEIVED,
        ],
      }),
  },
  {
    name: 'two senders',
    truth: 'forged',
    make: ({ shape }) => build({ ...shape, way: [ar(GOOD), RECEIVED, 'From: Evil <evil@cheap.example>'] }),
  },
];

export function makeMails(count: number, seed: number): MadeMail[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, i) => {
    const kind = KINDS[i % KINDS.length] as Kind;
    const language = LETTER_LANGUAGES[
      Math.floor(i / KINDS.length + i) % LETTER_LANGUAGES.length
    ] as LetterFacts['language'];
    const facts: LetterFacts = {
      id: roll.int(2_000_000, 4_000_000),
      code: roll.code(),
      language,
      isNew: true,
      service: roll.pick(['example.com', 'pe\u00f1a.example', 'vps-5d1b0c7e.vps.ovh.net']),
      fields: ['contactTech'],
      firstname: roll.pick(['Marta', '\u0141ukasz', 'Zo\u00eb']),
    };
    const { subject, text, html, link } = writtenLetter(facts);
    const shape: Shape = {
      from: 'OVHcloud <support@ovh.com>',
      subject,
      text,
      html,
      way: [ar(GOOD), RECEIVED, SIGNED],
      encoding: roll.pick(['quoted-printable', 'base64']),
    };
    return {
      kind: kind.name,
      truth: kind.truth,
      language,
      raw: kind.make({ facts, shape, link }, roll),
      code: facts.code,
    };
  });
}
