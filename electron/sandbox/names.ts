/** Makes plausible names of services, each once. Must not know contacts or rules. */
import { domainToASCII } from 'node:url';
import type { Random } from './random.ts';

const FIRST =
  'clinica taller jardin viaje libro cocina estudio casa finca hotel granja bodega moda piscina muebles maison atelier fleur boulangerie voyage jardinage librairie garage ferme haus garten werk buch reise kanzlei praxis bau holz hof dom ogrod sklep biuro drewno kawa chleb podroze casale vino pane sapori viaggi arte mare ceramica vinha quinta padaria barco loja bakery harbour garden studio print yoga bike dental legal'.split(
    ' ',
  );
const SECOND =
  'norte sur lumen sol mar azul verde rioja delta alba luna centro vivo nova real claro sierra costa plaza bleu soleil provence lyon rive grand petit ouest nord stern berg tal see wald stadt jung blau gora las rzeka krakow nowy zloty monte roma bello porto lisboa douro praia forte london hill lake river oak west bright silver atlas orbit'.split(
    ' ',
  );
const IDN_FIRST =
  'café garçon münchen müller niño señor piñata łódź żubr ação coração città über straße'.split(' ');
const TLDS = 'es com es com fr net eu it de pl pt org cat info shop io co.uk ch be online'.split(' ');
const SITES = 'gra rbx sbg bhs waw lim eri'.split(' ');

export type Name = { name: string; displayName: string };

export type Names = {
  domain: () => Name;
  /** A name for a family; domains and zones come from `domain`. */
  forFamily: (family: string) => Name;
};

export function createNames(random: Random): Names {
  const given = new Set<string>();
  const once = (scope: string, make: () => string): string => {
    for (let tries = 0; ; tries++) {
      const name = tries < 30 ? make() : make().replace(/^([^.]*)/, `$1-${random.int(2, 99_999)}`);
      const key = `${scope} ${name}`;
      if (!given.has(key)) {
        given.add(key);
        return name;
      }
    }
  };
  const plain = (name: string): Name => ({ name, displayName: name });

  const word = (): string => {
    const first = random.pick(FIRST);
    const second = random.pick(SECOND);
    return random.chance(0.3) ? `${first}-${second}` : first + second;
  };
  const domain = (): Name => {
    const shown = once('domain', () => {
      if (random.chance(0.03)) return `${random.pick(IDN_FIRST)}-${random.pick(SECOND)}.${random.pick(TLDS)}`;
      if (random.chance(0.015)) {
        // As long as one label may be: tables must cope.
        return `${`${word()}-y-${word()}-asociados-de-${word()}-sociedad-limitada`.slice(0, 60)}x.${random.pick(TLDS)}`;
      }
      return `${word()}.${random.pick(TLDS)}`;
    });
    return { name: domainToASCII(shown), displayName: shown };
  };
  const ipv4 = (): string =>
    `${random.pick([5, 37, 51, 54, 91, 137, 145, 151, 178, 188])}.${random.int(1, 254)}.${random.int(0, 255)}.${random.int(1, 254)}`;
  const ipv6 = (): string => `2001:41d0:${random.int(1, 0xfff).toString(16)}:${random.hex(4)}`;
  const reverseV6 = (): string =>
    `${[...random.hex(20)].join('.')}.0.0.0.${[...random.hex(4)].join('.')}.0.d.1.4.1.0.0.2.ip6.arpa`;
  const uuid = (): string => [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
  const digits = (length: number): string =>
    Array.from({ length }, (_, i) => random.int(i === 0 ? 1 : 0, 9)).join('');
  const letters = (length: number): string =>
    Array.from({ length }, () => String.fromCharCode(97 + random.int(0, 25))).join('');

  const makers: Record<string, () => string> = {
    '/domain/zone': reverseV6,
    '/hosting/web': () =>
      random.chance(0.4)
        ? `${word()}.${random.pick(TLDS)}`
        : `${letters(6)}.cluster0${random.int(10, 31)}.hosting.ovh.net`,
    '/hosting/privateDatabase': () =>
      `${letters(2)}${digits(5)}-${String(random.int(1, 999)).padStart(3, '0')}`,
    '/hosting/reseller': () => `reseller-${letters(2)}${digits(5)}-${random.int(1, 9)}`,
    '/email/domain': () => `${word()}-mail.${random.pick(TLDS)}`,
    '/email/pro': () => `emailpro-${letters(2)}${digits(5)}-${random.int(1, 9)}`,
    '/vps': () => `vps-${random.hex(8)}.vps.ovh.net`,
    '/dedicated/server': () => `ns${digits(7)}.ip-${ipv4().split('.').slice(0, 3).join('-')}.eu`,
    '/dedicated/nasha': () => `zpool-${digits(6)}`,
    '/dedicated/ceph': uuid,
    '/dedicated/cluster': () => `cluster-${digits(6)}`,
    '/dedicatedCloud': () => `pcc-${ipv4().replaceAll('.', '-')}`,
    '/cloud/project': () => random.hex(32),
    '/ip/service': () =>
      `ip-${random.chance(0.25) ? `${ipv6()}::/64` : `${ipv4()}/${random.pick([32, 32, 32, 29, 28])}`}`,
    '/ipLoadbalancing': () => `loadbalancer-${random.hex(32)}`,
    '/cdn/dedicated': () => `cdn-${ipv4()}-${digits(3)}`,
    '/dbaas/logs': () => `ldp-${letters(2)}-${digits(5)}`,
    '/metrics': () => `metrics-${letters(2)}-${digits(5)}`,
    '/msServices': () => `ms-services-${letters(2)}${digits(5)}-${random.int(1, 9)}`,
    '/nutanix': () => `cluster-${digits(4)}.nutanix.ovh.net`,
    '/overTheBox': () => `overthebox.${letters(2)}${digits(5)}-ovh.${random.hex(6)}`,
    '/ovhCloudConnect': uuid,
    '/pack/siptrunk': () => `pack-siptrunk-${digits(6)}`,
    '/pack/xdsl': () => `pack-xdsl-${letters(2)}${digits(5)}-${random.int(1, 9)}`,
    '/sslGateway': () => `sslgateway-${letters(8)}-${digits(4)}`,
    '/storage/netapp': uuid,
    '/telephony': () => `${letters(2)}${digits(5)}-ovh-${random.int(1, 99)}`,
    '/telephony/aliases': () => `0033${digits(9)}`,
    '/telephony/lines': () => `0033${digits(9)}`,
    '/telephony/trunks': () => `0033${digits(9)}`,
    '/vrack': () => `pn-${digits(6)}`,
    '/xdsl': () => `xdsl-${letters(2)}${digits(5)}-${random.int(1, 99)}`,
  };

  return {
    domain,
    forFamily: (family) => {
      if (family === '/domain') return domain();
      const make = makers[family];
      if (!make) throw new Error(`no names for ${family}`);
      const name = once(family, make);
      // People give some of their services a name of their own.
      if (['/vps', '/cloud/project', '/dedicated/server'].includes(family) && random.chance(0.25)) {
        return {
          name,
          displayName: `${random.pick(SITES)}-${word()}-${random.pick(['prod', 'test', 'mail', 'db'])}`,
        };
      }
      return plain(name);
    },
  };
}
