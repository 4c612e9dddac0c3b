/** The e-mails: whole messages, in the language of their reader, shaped as OVHcloud's. */
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmationLink } from '../../../electron/sandbox/mail.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { type Client, clientFor, codeFor, freeService, startQuiet } from './client.ts';

const ME = 'ac21874-ovh';

let sandbox: Sandbox;
let me: Client;
beforeAll(async () => {
  sandbox = await startQuiet({ services: 400 });
  me = clientFor(sandbox);
});
afterAll(() => sandbox.close());

async function requestTo(nichandle: string): Promise<number> {
  const { url } = await freeService(me, (each) => each.admin === ME && each.tech === ME);
  const { body } = await me.post(`${url}/changeContact`, { contactTech: nichandle });
  sandbox.advance(2);
  return body[0];
}

describe('a mail with a code', () => {
  test.each([
    ['en', 'ac59077-ovh', 'Contact change request no. ', 'technical contact'],
    ['es', 'mp40311-ovh', 'Solicitud de cambio de contacto n.º ', 'contacto técnico'],
    ['fr', 'lr88120-ovh', 'Demande de changement de contact n° ', 'contact technique'],
    ['de', 'jd55210-ovh', 'Anfrage zur Kontaktänderung Nr. ', 'Techkontakt'],
    ['it', 'fv70912-ovh', 'Richiesta di modifica del contatto n. ', 'contatto tecnico'],
    ['pl', 'kw21008-ovh', 'Zlecenie zmiany kontaktu nr ', 'kontakt techniczny'],
    ['pt', 'rs90045-ovh', 'Pedido de alteração de contacto n.º ', 'contacto técnico'],
  ])('in %s to %s', async (_, nichandle, subject, role) => {
    const id = await requestTo(nichandle);
    const code = await codeFor(sandbox, nichandle, id);
    const [newest] = await sandbox.mail(nichandle);
    const mail = await PostalMime.parse(newest?.raw ?? '');
    const link = `https://www.ovh.com/manager/#/useraccount/contacts/${id}?tab=REQUESTS&token=${code}`;

    expect(mail.subject).toBe(`${subject}${id}`);
    expect(newest?.subject).toBe(mail.subject);
    expect(mail.to?.[0]?.address).toBe(newest?.to);
    expect(Date.parse(mail.date ?? '')).toBe(Date.parse(newest?.date ?? ''));
    const lines = (mail.text ?? '').split('\n');
    expect(lines).toContain(code);
    expect(lines).toContain(link);
    expect(mail.text).toContain(role);
    expect(mail.text).toContain(ME);
    expect(mail.text).toMatch(/\b7\b/);
    expect(mail.html).toContain(`href="${link.replace('&', '&amp;')}"`);
    expect(mail.html).toContain(`<b>${code}</b>`);
  });

  test('is multipart, quoted-printable, ASCII, with lines that end in CRLF and stay short', async () => {
    const [mail] = await sandbox.mail('rs90045-ovh');
    const raw = mail?.raw ?? '';
    expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
    expect(raw.match(/^Content-Transfer-Encoding: quoted-printable\r$/gm)).toHaveLength(2);
    expect(raw).toMatch(/^[\x09\x0a\x0d\x20-\x7e]*$/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(raw).toContain('=3D');
  });

  test('says to who asked that he asked, and to the new contact that he was designated', async () => {
    const id = await requestTo('ac59077-ovh');
    const text = async (nichandle: string) => {
      const found = (await sandbox.mail(nichandle)).find((mail) => mail.subject.endsWith(String(id)));
      return (await PostalMime.parse(found?.raw ?? '')).text;
    };
    expect(await text('ac59077-ovh')).toContain(
      `You were designated in place of ${ME} as: technical contact.`,
    );
    expect(await text(ME)).toContain(
      `Ha solicitado que ac59077-ovh sustituya a ${ME} como: contacto técnico.`,
    );
  });
});

test('who is only informed gets a mail without any code', async () => {
  const { url } = await freeService(me, (each) => each.admin === ME && each.tech === 'jd55210-ovh');
  const { body } = await me.post(`${url}/changeContact`, { contactTech: ME });
  sandbox.advance(2);
  const [mail] = await sandbox.mail('jd55210-ovh');
  const parsed = await PostalMime.parse(mail?.raw ?? '');
  expect(parsed.subject).toBe(`Anfrage zur Kontaktänderung Nr. ${body[0]}`);
  expect(parsed.text).not.toMatch(/token=|^[A-Za-z0-9]{32}$/m);
  expect(parsed.text).toContain(ME);
});

test('whatever waits at the start has its codes in the mail already, and they work', async () => {
  const tasks = (
    await me.page('/me/task/contactChange', { 'X-Pagination-Filter': 'state:eq=validatingByCustomers' })
  ).body;
  const vps = tasks.find(
    (task: { serviceDomain: string }) => task.serviceDomain === 'vps-5d1b0c7e.vps.ovh.net',
  );
  const code = await codeFor(sandbox, ME, vps.id);
  expect((await me.post(`/me/task/contactChange/${vps.id}/accept`, { token: code })).status).toBe(200);
  sandbox.advance(1.5);
  expect((await me.get(`/me/task/contactChange/${vps.id}`)).body.state).toBe('doing');
});

test('the Canadian zone has its own panel', () => {
  expect(confirmationLink(5, 'code', 'CA')).toBe(
    'https://ca.ovh.com/manager/#/useraccount/contacts/5?tab=REQUESTS&token=code',
  );
});
