/** Contact-change e-mails for tests, in the shape of OVHcloud's, and what mail programs do to them. */
import MailComposer from 'nodemailer/lib/mail-composer/index.js';

export type Sample = { id: number; code: string };

export function linkTo({ id, code }: Sample): string {
  return `https://www.ovh.com/manager/#/useraccount/contacts/${id}?tab=REQUESTS&token=${code}`;
}

/** Every form of link that leads to the same request. */
export const LINK_FORMS: ((sample: Sample) => string)[] = [
  linkTo,
  ({ id, code }) => `https://ca.ovh.com/manager/#/useraccount/contacts/${id}?tab=REQUESTS&token=${code}`,
  ({ id, code }) =>
    `https://www.ovh.com/manager/dedicated/#/useraccount/contacts/${id}?tab=REQUESTS&token=${code}`,
  ({ id, code }) =>
    `https://www.ovh.com/manager/dedicated/index.html#/useraccount/contacts/${id}?token=${code}`,
  ({ id, code }) => `https://www.ovh.com/manager/#/contacts/requests?taskId=${id}&token=${code}`,
  ({ id, code }) => `https://www.ovh.com/manager/#/account/contacts/requests?token=${code}&taskId=${id}`,
  ({ id, code }) => `https://manager.eu.ovhcloud.com/#/account/contacts/requests?taskId=${id}&token=${code}`,
  ({ id, code }) => `https://manager.ca.ovhcloud.com/#/contacts/requests?taskId=${id}&token=${code}`,
];

/** What mail gateways make of a link. */
export const WRAPPERS: Record<string, (url: string) => string> = {
  outlook: (url) =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05%7C02%7Cx%40y.es%7C&reserved=0`,
  'proofpoint v2': (url) =>
    `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(url).replaceAll('%2F', '_').replaceAll('%', '-')}&d=DwMFaQ&c=x&e=`,
  'proofpoint v3': (url) => `https://urldefense.com/v3/__${url.replace('#', '*')}__;Iw!!OhVzq0$`,
  google: (url) => `https://www.google.com/url?q=${encodeURIComponent(url)}&source=gmail&ust=1`,
  'google, not encoded': (url) => `https://www.google.com/url?q=${url}&sa=D`,
  'outlook over google': (url) =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://www.google.com/url?q=${encodeURIComponent(url)}`)}&data=1`,
  'percent signs': (url) =>
    url.replace('#', '%23').replace('?', '%3F').replaceAll('=', '%3D').replaceAll('&', '%26'),
};

type Words = { subject: (id: number) => string; body: string; token: string };

export const LANGUAGES: Record<string, Words> = {
  en: {
    subject: (id) => `Contact change request no. ${id}`,
    body: 'You were designated in place of lr88120-ovh as: technical contact.',
    token: 'You can also finish this through the OVH API, the token to use is:',
  },
  es: {
    subject: (id) => `Solicitud de cambio de contacto n.º ${id}`,
    body: 'Ha sido designado en sustitución de lr88120-ovh como: contacto técnico.',
    token: 'También puede hacerlo con la API de OVH, el token que debe utilizar es:',
  },
  fr: {
    subject: (id) => `Demande de changement de contact n° ${id}`,
    body: 'Vous avez été désigné à la place de lr88120-ovh en tant que contact technique.',
    token: 'Vous pouvez aussi utiliser l’API OVH, le token à utiliser est :',
  },
  de: {
    subject: (id) => `Antrag auf Kontaktänderung Nr. ${id}`,
    body: 'Sie wurden anstelle von lr88120-ovh benannt als: Techkontakt.',
    token: 'Sie können auch die OVH API benutzen, der Token lautet:',
  },
  it: {
    subject: (id) => `Richiesta di modifica del contatto n. ${id}`,
    body: 'È stato designato al posto di lr88120-ovh come: contatto tecnico.',
    token: 'Può anche usare l’API OVH, il token da utilizzare è:',
  },
  pl: {
    subject: (id) => `Zlecenie zmiany kontaktu nr ${id}`,
    body: 'Zostałeś wyznaczony w miejsce lr88120-ovh jako: kontakt techniczny.',
    token: 'Możesz też użyć API OVH, token do użycia to:',
  },
  pt: {
    subject: (id) => `Pedido de alteração de contacto n.º ${id}`,
    body: 'Foi designado em substituição de lr88120-ovh como: contacto técnico.',
    token: 'Também pode usar a API da OVH, o token a utilizar é:',
  },
};

export function textOf(sample: Sample, language: string, link = linkTo(sample)): string {
  const words = LANGUAGES[language];
  if (words === undefined) throw new Error(`no words in ${language}`);
  return [words.body, '', link, '', words.token, '', sample.code, '', 'OVHcloud', ''].join('\n');
}

/** The text as a person copies it from a mail program, headers on top. */
export function copied(sample: Sample, language: string, to = 'maria@cobalto.es'): string {
  const subject = LANGUAGES[language]?.subject(sample.id) ?? '';
  return `From: OVHcloud <support@ovh.com>\nTo: María <${to}>\nSubject: ${subject}\n\n${textOf(sample, language)}`;
}

/** The source of the whole message, text and HTML. */
export async function source(
  sample: Sample,
  language: string,
  textEncoding: 'quoted-printable' | 'base64',
): Promise<string> {
  const text = textOf(sample, language);
  const escaped = linkTo(sample).replaceAll('&', '&amp;');
  const raw = await new MailComposer({
    from: 'OVHcloud <support@ovh.com>',
    to: 'María <maria@cobalto.es>',
    subject: LANGUAGES[language]?.subject(sample.id) ?? '',
    text,
    html: `<html><body><p>${LANGUAGES[language]?.body}</p><p><a href="${escaped}">${escaped}</a></p><p>${LANGUAGES[language]?.token}</p><p><b>${sample.code}</b></p></body></html>`,
    textEncoding,
    encoding: textEncoding,
  })
    .compile()
    .build();
  return raw.toString('latin1');
}

export function quote(text: string, marks = '> '): string {
  return text
    .split('\n')
    .map((line) => `${marks}${line}`)
    .join('\n');
}

/** Breaks long lines without mercy. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? '')
    .join('\n');
}

/** As encoders write it (RFC 2045 § 6.7), without any header that says so. */
export function quotedPrintable(text: string, width = 76): string {
  return text
    .split('\n')
    .map((line) => {
      let out = '';
      let length = 0;
      for (const byte of new TextEncoder().encode(line)) {
        const isPlain = byte >= 32 && byte < 127 && byte !== 61;
        const piece = isPlain
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
        if (length + piece.length > width - 1) {
          out += '=\n';
          length = 0;
        }
        out += piece;
        length += piece.length;
      }
      return out;
    })
    .join('\n');
}
