/** What an e-mail says beside its code, in every language OVHcloud writes in. */
import { expect, test } from 'vitest';
import { namedFamilyOf, sentAtOf } from '../../shared/mail-facts.ts';

test.each([
  ['A contact change was requested for the service clinicanorte.es (DNS zone).', '/domain/zone'],
  ['Se ha solicitado un cambio de contacto para el servicio clinicanorte.es (zona DNS).', '/domain/zone'],
  ['Un changement de contact a été demandé pour le service lumen.fr (zone DNS).', '/domain/zone'],
  ['Für den Dienst lumen.de (DNS-Zone) wurde eine Kontaktänderung angefragt.', '/domain/zone'],
  ['Zlecono zmianę kontaktu dla usługi drewno.pl (strefa DNS).', '/domain/zone'],
  ['A contact change was requested for the service clinicanorte.es (Domain name).', '/domain'],
  ['Se ha solicitado un cambio de contacto para el servicio clinicanorte.es (Dominio).', '/domain'],
  ['Un changement de contact a été demandé pour le service lumen.fr (Nom de domaine).', '/domain'],
  ['Foi pedida uma alteração para o serviço praia.pt (Nome de domínio).', '/domain'],
  ['A contact change was requested for the service vps-1.ovh.net (VPS).', undefined],
  ['The DNS zone of your domain is fine.', undefined],
])('%s', (line, family) => {
  expect(namedFamilyOf(line)).toBe(family);
});

test('the day it was sent is read where it is written as e-mails or machines write it, and nowhere else', () => {
  expect(sentAtOf('Date: Sat, 21 Nov 2026 10:12:00 +0100')).toBe('2026-11-21T09:12:00.000Z');
  expect(sentAtOf('date: 2026-11-21T10:12:00+01:00')).toBe('2026-11-21T09:12:00.000Z');
  expect(sentAtOf('Enviado el: sábado, 21 de noviembre de 2026 10:12')).toBeUndefined();
  expect(sentAtOf('Fecha: 03/04/2026')).toBeUndefined();
  expect(sentAtOf('Update: Sat, 21 Nov 2026 10:12:00 +0100')).toBeUndefined();
});
