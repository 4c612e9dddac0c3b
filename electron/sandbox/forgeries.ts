/**
 * E-mails in the demo's mailboxes that somebody else wrote: each imitates OVHcloud's in another way, and says so in its
 * message id. None is in OVHcloud's own history. Hosts end in `.example`, which nobody can own (RFC 2606).
 */
import { AGENCY } from './cast.ts';
import { HOUR } from './clock.ts';
import type { MailMessage } from './mail.ts';
import { stateAt, type Task } from './model.ts';
import type { World } from './world.ts';

const [MARTA] = AGENCY;

/** A code that no request ever had. */
const BAIT = 'FaLsEfAlSe0FaLsEfAlSe0FaLsEfAlSe';

export function createForgeries(world: World, now: number): MailMessage[] {
  const account = world.accounts.get(MARTA);
  const task = world
    .tasksOf(MARTA)
    // Not the first one, which a newcomer opens first.
    .findLast((each: Task) => stateAt(each, now) === 'validatingByCustomers' && each.to === MARTA);
  if (account === undefined || task === undefined) return [];
  const at = now - 5 * HOUR;
  const subject = `Solicitud de cambio de contacto n.º ${task.id}`;
  const link = `https://www.ovh.com.manager-login.example/manager/#/useraccount/contacts/${task.id}?tab=REQUESTS&token=${BAIT}`;
  const text = [
    `Estimado/a ${account.firstname}:`,
    `Se ha solicitado un cambio de contacto para el servicio ${task.serviceDomain ?? ''}.`,
    `URGENTE: acepte este cambio antes de 2 horas o perderá el servicio:\r\n${link}`,
    'También puede completar la operación a través de la API de OVH. El token que debe utilizar es:',
    BAIT,
    'Atención al Cliente de OVHcloud',
  ].join('\r\n\r\n');
  const raw = [
    'Authentication-Results: mx.cobalto.es;',
    ' dkim=none; spf=fail smtp.mailfrom=manager-login.example;',
    ' dmarc=fail header.from=ovh.com',
    'Received: from vps-7.cheap.example (vps-7.cheap.example [203.0.113.66])',
    ` by mx.cobalto.es with ESMTP id false1; ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    // What the forger wrote himself: a server that comes later in the list is not the one that received it.
    'Authentication-Results: mx.ovh.net; dkim=pass header.d=ovh.com; spf=pass',
    'From: OVHcloud <support@ovh.com>',
    `To: ${account.firstname} ${account.name} <${account.email}>`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    'Message-ID: <forged-for-the-demo-1@manager-login.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n');
  return [
    { id: 'forged-1', account: MARTA, to: account.email, subject, date: new Date(at).toISOString(), raw },
  ];
}
