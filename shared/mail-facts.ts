/** What an e-mail about a contact change says beside its code: when it was sent, and whether it is about a domain or a DNS zone. Pure. */
import { fold } from './search.ts';

/** A domain and its zone have one name, and a request does not say which of the two it is about. */
export type NamedFamily = '/domain' | '/domain/zone';

/** `… the service example.com (DNS zone).`, in the languages OVHcloud writes in; letters as `fold` leaves them. */
const ZONE = /\((?:dns[ -]?zone|zona dns|zone dns|strefa dns)\)/;
const DOMAIN =
  /\((?:domain(?: ?name)?|(?:nombre de )?dominio|(?:nom de )?domaine|(?:nome (?:a|di|de) )?dominio|domena|nazwa domeny)\)/;
const LONGEST_LINE = 400;

export function namedFamilyOf(line: string): NamedFamily | undefined {
  if (line.length > LONGEST_LINE || !line.includes('(')) return undefined;
  const folded = fold(line);
  if (ZONE.test(folded)) return '/domain/zone';
  return DOMAIN.test(folded) ? '/domain' : undefined;
}

const SENT =
  /^\W{0,4}(?:date|sent|fecha|datum|data|enviado(?: el)?|gesendet|inviato|enviada)\W{0,4}?:\s*(.{6,60})$/i;

/** Of a header line in the form of e-mails or ISO 8601; what people's mail programs write in their own way is left alone. */
export function sentAtOf(line: string): string | undefined {
  const text = SENT.exec(line)?.[1]?.trim();
  if (
    text === undefined ||
    !/^(?:[A-Z][a-z]{2}, \d|\d{1,2} [A-Z][a-z]{2} \d{4} |\d{4}-\d{2}-\d{2}T)/.test(text)
  )
    return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
