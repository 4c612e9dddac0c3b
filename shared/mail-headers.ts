/** The headers of an e-mail's source, and what the server that received it found of its sender. Reads; verifies nothing, for that needs the DNS. Pure. */
import { decodeEncodedWords } from './decoding.ts';
import { KNOWN_RECEIVERS, KNOWN_SEALERS } from './ovh-domains.ts';

export type Header = { name: string; value: string };

const FIELD = /^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?(.*)$/;
const MOST = 400;

/** The block of headers a source begins with, unfolded, in its order; empty where it begins with none. */
export function headersOf(source: string): Header[] {
  const headers: Header[] = [];
  const start = source.replace(/^(?:\s*\n|From .*\n)*/, '');
  for (const line of start.slice(0, 200_000).split(/\r?\n/)) {
    if (line.trim() === '') break;
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last.value = `${last.value} ${line.trim()}`.slice(0, 8000);
      continue;
    }
    const field = FIELD.exec(line);
    if (field === null || headers.length >= MOST) break;
    headers.push({ name: (field[1] ?? '').toLowerCase(), value: field[2] ?? '' });
  }
  return headers;
}

/** Only a mail's source has these: `From:` and `Subject:` stand above copied text as well. */
export function isSource(headers: readonly Header[]): boolean {
  const has = (name: string): boolean => headers.some((header) => header.name === name);
  return has('from') && (has('received') || has('authentication-results') || has('message-id'));
}

export function valueOf(headers: readonly Header[], name: string): string {
  return decodeEncodedWords(headers.find((header) => header.name === name)?.value ?? '').trim();
}

/** The address of a `From:`, and the name beside it. `null` where there is none or more than one. */
export function senderOf(
  headers: readonly Header[],
): { address: string; domain: string; name: string } | null {
  const all = headers.filter(({ name }) => name === 'from');
  const value = decodeEncodedWords(all[0]?.value ?? '');
  const bracketed = /^(.*)<([^<>\s]+@[^<>\s]+)>[^<>]*$/s.exec(value);
  const address = bracketed?.[2] ?? /^\s*([^\s<>",;]+@[^\s<>",;]+)\s*$/.exec(value)?.[1];
  if (all.length !== 1 || address === undefined) return null;
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .replace(/\.$/, '');
  return { address, domain, name: (bracketed?.[1] ?? '').replace(/["']/g, '').trim() };
}

type Outcome = 'pass' | 'fail' | 'none';
/** What was found. `dkim`: domains whose signature was good; `spf`: the domain that was allowed to send. */
export type Findings = {
  dkim: { outcome: Outcome; domains: string[] };
  spf: { outcome: Outcome; domain: string | null };
  dmarc: Outcome;
  arc: Outcome;
};
/** `untrusted`: somebody wrote findings, but it cannot be told from the source that it was who received it. */
export type Received = { kind: 'found'; findings: Findings } | { kind: 'untrusted' } | { kind: 'none' };

/**
 * SECURITY: senders write such headers too. Only the topmost counts, and only where the receiving server put it above its own
 * line of receipt, or is one of those known to strip and replace what came along.
 */
export function findingsOf(headers: readonly Header[]): Received {
  const at = headers.findIndex(({ name }) => name === 'authentication-results');
  const top = headers[at];
  if (top === undefined) return { kind: 'none' };
  const receipts = headers.slice(0, at).filter(({ name }) => name === 'received');
  const id = /^\s*([^;\s=]+)\s*(?:\d+\s*)?;/.exec(top.value)?.[1]?.toLowerCase() ?? '';
  const isAbove = receipts.length === 0 && headers.some(({ name }) => name === 'received');
  const isKnown = receipts.some(({ value }) => {
    const by = /\bby\s+([^\s;()]+)/i.exec(value)?.[1]?.toLowerCase() ?? '';
    return KNOWN_RECEIVERS.some((receiver) => receiver.id.test(id) && receiver.by.test(by));
  });
  return isAbove || isKnown ? { kind: 'found', findings: readFindings(top.value) } : { kind: 'untrusted' };
}

function outcomeOf(word: string | undefined): Outcome {
  const result = word?.toLowerCase();
  if (result === 'pass') return 'pass';
  return result === undefined || result === 'none' || result === 'neutral' || result === 'temperror'
    ? 'none'
    : 'fail';
}

function readFindings(value: string): Findings {
  const plain = value.replace(/\([^()]*\)/g, ' ');
  const parts = plain.split(';');
  const of = (method: string): string[] =>
    parts.filter((part) => new RegExp(`(?:^|\\s)${method}\\s*=`, 'i').test(part));
  const result = (part: string, method: string): Outcome =>
    outcomeOf(new RegExp(`(?:^|\\s)${method}\\s*=\\s*([a-z]+)`, 'i').exec(part)?.[1]);
  const domainIn = (part: string, names: string): string | null => {
    const found = new RegExp(`(?:${names})\\s*=\\s*"?(?:[^\\s;"]*@)?([a-z0-9.-]+)`, 'i').exec(part)?.[1];
    return found?.toLowerCase() ?? null;
  };
  const dkim = of('dkim');
  const good = dkim.filter((part) => result(part, 'dkim') === 'pass');
  const [spf] = of('spf');
  return {
    dkim: {
      outcome:
        good.length > 0 ? 'pass' : dkim.some((part) => result(part, 'dkim') === 'fail') ? 'fail' : 'none',
      domains: good.flatMap((part) => domainIn(part, 'header\\.d|header\\.i') ?? []),
    },
    spf: {
      outcome: spf === undefined ? 'none' : result(spf, 'spf'),
      domain: spf === undefined ? null : domainIn(spf, 'smtp\\.mailfrom|envelope-from'),
    },
    dmarc: of('dmarc').map((part) => result(part, 'dmarc'))[0] ?? 'none',
    arc: of('arc').map((part) => result(part, 'arc'))[0] ?? 'none',
  };
}

/** What the first who sealed a forwarded message had found, where it is somebody whose word is taken. */
export function sealedFindings(headers: readonly Header[]): Findings | null {
  const first = headers.filter(
    ({ name, value }) => name === 'arc-authentication-results' && /^\s*i=1\s*;/.test(value),
  );
  const seals = headers.filter(({ name }) => name === 'arc-seal');
  const isVouched =
    seals.length > 0 &&
    seals.every(({ value }) => {
      const by = /(?:^|[;\s])d=([a-z0-9.-]+)/i.exec(value)?.[1]?.toLowerCase();
      return by !== undefined && KNOWN_SEALERS.includes(by);
    });
  const [found] = first;
  return isVouched && first.length === 1 && found !== undefined ? readFindings(found.value) : null;
}
