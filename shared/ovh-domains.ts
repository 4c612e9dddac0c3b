/** Which names are OVHcloud's and which mail servers' word on a sender is believed, as data: the one place to change them. Judges nothing. */

/** OVHcloud's own advice names these for its e-mails (state: November 2026). */
export const OVH_DOMAINS: readonly string[] = [
  'ovh.com',
  'ovhcloud.com',
  'ovh.net',
  'ovh.ca',
  'ovh.es',
  'ovh.de',
  'ovh.it',
  'ovh.pl',
  'ovh.pt',
  'ovh.co.uk',
  'ovh.ie',
  'ovh.nl',
  'ovh.cz',
  'ovh.fi',
  'ovh.lt',
  'ovh.sn',
  'ovh.com.au',
  'ovh.us',
];

/** Where suspicious e-mails go, as an attachment. */
export const FRAUD_ADDRESS = 'fraude@ovh.com';

/**
 * Receivers that always write down what they found themselves, though below the line by which they received: `id`, how they
 * call themselves there; `by`, their servers in that line. Microsoft leaves its name out.
 */
export const KNOWN_RECEIVERS: readonly { id: RegExp; by: RegExp }[] = [
  { id: /^mx\.google\.com$/, by: /^(?:[a-z0-9.-]+\.google\.com|[0-9a-f:]+)$/ },
  { id: /^$/, by: /\.(?:outlook\.com|office365\.com)$/ },
  { id: /^atlas[a-z0-9-]*\.[a-z0-9.-]*yahoo\.com$/, by: /\.yahoo\.com$/ },
  { id: /^[a-z0-9-]+\.(?:icloud|apple)\.com$/, by: /\.(?:icloud|apple)\.com$/ },
];

/** Who may vouch for what a forwarded message was like before (ARC). */
export const KNOWN_SEALERS: readonly string[] = ['google.com', 'microsoft.com', 'outlook.com'];

/** SECURITY: customers have names below the others (`vps-1a2b3c4d.vps.ovh.net`, `*.hosting.ovh.net`); nobody has below these. */
const WHOLLY_OWN: readonly string[] = ['ovh.com', 'ovhcloud.com'];

/** Whether a host or a sender's domain is OVHcloud's own. */
export function isOfOvh(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
  return OVH_DOMAINS.includes(name) || WHOLLY_OWN.some((domain) => name.endsWith(`.${domain}`));
}
