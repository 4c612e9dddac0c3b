/**
 * Whether an e-mail is OVHcloud's: genuine, forged, or not to be told, with the reasons. Reads what stands in it; without the
 * DNS nothing is verified, so a whole file that somebody made up to look received can deceive. Pure.
 */

import { LEADS_ELSEWHERE } from './html-text.ts';
import type { Judgement } from './judgement.ts';
import { destinationOf, readLink } from './link-address.ts';
import {
  type Findings,
  findingsOf,
  headersOf,
  isSource,
  sealedFindings,
  senderOf,
  valueOf,
} from './mail-headers.ts';
import type { ReadAttached } from './mail-text.ts';
import { readableText } from './mail-text.ts';
import { isOfOvh } from './ovh-domains.ts';
import { redact } from './redact.ts';

type Reason = Judgement['reasons'][number];

/** What of the links counts, the worst first. */
type Links = { lies: string | null; elsewhere: string[]; sealed: boolean; ovh: boolean };

const MOST_LINKS = 500;
const FORWARDED = /^(?:fwd?|rv|tr|wg|i|enc|pd)\s*:/i;

/** @param mine NIC handles and addresses of my accounts. */
export function judgeMail(
  text: string,
  mine: readonly string[] = [],
  readAttached?: ReadAttached,
): Judgement {
  const headers = headersOf(text);
  const readable = readableText(text, readAttached);
  const links = linksOf(readable);
  const subject = valueOf(headers, 'subject');
  const sender = senderOf(headers);
  const reasons: Reason[] = [];
  const add = (why: Reason['why'], what: string | null = null): void => {
    reasons.push({ why, what: what === null ? null : what.slice(0, 300) });
  };

  if (links.lies !== null) add('link-lies', links.lies || null);
  const isWhole = isSource(headers) && sender !== null;
  let isConfirmed = false;
  let pretends = false;
  if (!isWhole) add('no-headers');
  else {
    const { domain, name, address } = sender;
    if (isOfOvh(domain)) {
      const word = confirms(headers, domain);
      isConfirmed = word === 'confirmed';
      add(`sender-${word}`, domain);
    } else if (FORWARDED.test(subject)) add('forwarded', address);
    else if (pretendsToBe(domain, name)) {
      pretends = true;
      add('sender-pretends', domain);
    } else add('sender-other', domain);
  }
  for (const host of links.elsewhere.slice(0, 3)) add('link-elsewhere', host);
  if (links.sealed) add('link-sealed');
  if (links.ovh && links.lies === null && links.elsewhere.length === 0 && !links.sealed) add('links-ovh');
  if (!links.ovh && links.lies === null && links.elsewhere.length === 0 && !links.sealed) add('no-links');
  const named = mine.find((each) => each !== '' && subject.toLowerCase().includes(each.toLowerCase()));
  if (named !== undefined) add('names-me', named);

  const verdict =
    links.lies !== null || pretends ? 'forged' : isConfirmed && !links.sealed ? 'genuine' : 'unsure';
  return {
    verdict,
    reasons,
    from: sender === null ? null : sender.address.slice(0, 320),
    subject: redact(subject).slice(0, 300),
  };
}

/** Taken up when OVHcloud's own list was asked. A message that stands there and whose links are good is OVHcloud's, whatever became of its headers. */
export function withHistory(judgement: Judgement, isThere: boolean): Judgement {
  const reasons = judgement.reasons.filter(({ why }) => why !== 'in-history' && why !== 'not-in-history');
  const next = { why: isThere ? ('in-history' as const) : ('not-in-history' as const), what: null };
  const isSealed = reasons.some(({ why }) => why === 'link-sealed' || why === 'link-elsewhere');
  const verdict =
    judgement.verdict === 'unsure' && isThere && !isSealed
      ? 'genuine'
      : judgement.verdict === 'unsure' && !isThere && reasons.some(({ why }) => why === 'sender-denied')
        ? 'forged'
        : judgement.verdict;
  return { ...judgement, verdict, reasons: [...reasons, next] };
}

function confirms(
  headers: Parameters<typeof findingsOf>[0],
  domain: string,
): 'confirmed' | 'unconfirmed' | 'denied' {
  const received = findingsOf(headers);
  if (received.kind !== 'found') return 'unconfirmed';
  const { findings } = received;
  if (isFromOvh(findings, domain)) return 'confirmed';
  const sealed = findings.arc === 'pass' ? sealedFindings(headers) : null;
  if (sealed !== null && isFromOvh(sealed, domain)) return 'confirmed';
  return findings.dmarc === 'fail' || (findings.spf.outcome === 'fail' && findings.dkim.outcome !== 'pass')
    ? 'denied'
    : 'unconfirmed';
}

/** A signature or a sending server of a domain of OVHcloud's, none of which was found to be wrong for the sender's own. */
function isFromOvh({ dkim, spf, dmarc }: Findings, domain: string): boolean {
  if (dmarc === 'fail') return false;
  if (dkim.outcome === 'pass' && dkim.domains.some((each) => isOfOvh(each))) return true;
  // SPF alone passes on what the envelope says; it has to be the very domain that is shown.
  const { domain: from } = spf;
  return (
    dmarc === 'pass' &&
    spf.outcome === 'pass' &&
    from !== null &&
    isOfOvh(from) &&
    (from === domain || from.endsWith(`.${domain}`) || domain.endsWith(`.${from}`))
  );
}

/** Letters that pass for others, so that `оvh`, `0vh` and `ovн` are seen. */
function toTheEye(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[оοօ0ọ]/gu, 'o')
    .replace(/[νѵⅴ]/gu, 'v')
    .replace(/[һհн]/gu, 'h');
}

function pretendsToBe(domain: string, name: string): boolean {
  return (
    /ovh/.test(toTheEye(domain)) ||
    domain.split('.').some((label) => label.startsWith('xn--') && /ovh|vh|oh/.test(label)) ||
    /\bovh/.test(toTheEye(name))
  );
}

function linksOf(readable: string): Links {
  const links: Links = { lies: null, elsewhere: [], sealed: false, ovh: false };
  for (const line of readable.split('\n')) {
    if (line.startsWith(LEADS_ELSEWHERE)) links.lies ??= line.slice(LEADS_ELSEWHERE.length);
  }
  // Joined over line breaks within angle brackets is the recogniser's doing; for hosts the first part is enough.
  let count = 0;
  for (const match of readable.matchAll(/https?:\/\/[^\s<>"'`()[\]{}|^]{1,4096}/gi)) {
    count += 1;
    if (count > MOST_LINKS) break;
    const url = match[0];
    const read = readLink(url);
    if (read?.suspicious) links.lies ??= read.host ?? '';
    const destination = destinationOf(url);
    if (destination.kind === 'sealed') links.sealed = true;
    else if (destination.kind === 'ovhcloud' || (destination.host !== null && isOfOvh(destination.host)))
      links.ovh = true;
    else if (destination.host !== null) {
      if (/ovh/.test(toTheEye(destination.host)) || /xn--/.test(destination.host))
        links.lies ??= destination.host;
      else if (!links.elsewhere.includes(destination.host)) links.elsewhere.push(destination.host);
    }
  }
  return links;
}
