/** Finds one-time codes in whatever a person pastes. Pure text in, codes out; whether a code fits a request is the desk's business. */
import { indexLoneCodes, linksIn, type PlacedLink } from './code-link.ts';
import { LEADS_ELSEWHERE } from './html-text.ts';
import { type NamedFamily, namedFamilyOf, sentAtOf } from './mail-facts.ts';
import { type ReadAttached, readableText } from './mail-text.ts';
import { fold } from './search.ts';

/** One code found. Never leaves the main process: the screens get a handle instead. */
export type CodeInText = {
  code: string;
  /** The request's number, where the link or the e-mail's subject tells it. */
  requestId: number | null;
  source: 'link' | 'email' | 'bare';
  /** The link that brought it, or another of the same e-mail, leads to a host that only looks like OVHcloud's. */
  suspicious: boolean;
  /** Where such a link leads instead, as it is written there. */
  host?: string | undefined;
  /** E-mail address from the `To:` header, where it names one alone. */
  recipient: string | null;
  /** NIC handle named as the receiver. */
  nichandle: string | null;
  /** When the e-mail says it was sent, ISO 8601. */
  sentAt?: string | undefined;
  /** The family of the service, where the e-mail names its type and a request alone would not tell it. */
  family?: NamedFamily | undefined;
};

/** `emails`: how many e-mails the codes were found in; `links` and `bare`: how many codes came without one. */
export type CodesInText = { codes: CodeInText[]; emails: number; links: number; bare: number };

/** 8 to 64 letters and digits, white space around it ignored; every sample seen had 32. */
export function isCodeShaped(text: string): boolean {
  return /^[A-Za-z0-9]{8,64}$/.test(text.trim());
}

/** Lines longer than this are no subject, no header and no code on its own. */
const LONGEST_LINE = 1000;

const SUBJECT = /^(?:subject|asunto|objet|betreff|oggetto|temat|assunto)$/;
const RECEIVER = /^(?:to|para|a|an|do)$/;
const OTHER_HEADER =
  /^(?:from|de|von|da|od|date|fecha|datum|data|sent|enviado(?: el)?|envoye|gesendet|inviato|wyslano|enviada|cc)$/;

const CONTACT_WORD = /contact|kontakt|contatt/;
/** `no. 12`, `n° 12`, `n.º 12`, `Nr. 12`, `№ 12`, `#12`; folding has made `º` an `o` and `№` a `no`. */
const NUMBER = /(?:\bn(?:o|r|ro|um|umero|umer|ummer|umber)?[.°]?o?\.?|#)\s{0,3}(\d{1,15})\b/;
const CODE_WORD = /\b(?:token|code|codigo|codice|kod|jeton|[a-z]{4,14}(?:code|schlussel))\b/;
/** Other things that are called a code or a token. */
const OTHER_CODE =
  /track|seguimiento|suivi|scan|message|spam|virus|postal|\bzip|promo|discount|descuento|barcode|\bqr\b/;
const GREETING =
  /^(?:dear|hello|hi|hola|estimad\S{1,4}|bonjour|cher|chere|hallo|guten tag|sehr geehrte|ciao|salve|buongiorno|gentile|dzien dobry|witaj|witamy|szanown\S{1,3}|drog\S{1,2}|ola|caro|cara|prezad\S{1,2}|exm\S{0,4})\b/;
const HANDLE_LABEL =
  /(?:nic[ -]?handle|customer (?:id|identifier|code)|identificador(?: de cliente)?|identifiant(?: client)?|kundenkennung|kundennummer|identificativo(?: cliente)?|codice cliente|identyfikator(?: klienta)?|id(?:entificador)? (?:de )?client[e]?)[^:]{0,30}:/;
const HANDLE = /\b[a-z]{2,3}\d{1,10}-ovh\b/;

/** Only lines with one of these are worth folding. */
const TELLING = /onta|token|cod|c\u00f3d|kod|jeton|schl|-ovh/i;

type Lone = { code: string; isStrong: boolean; isAnnounced: boolean };
type Message = {
  subjectId: number | null;
  recipient: string | null;
  nichandle: string | null;
  sentAt: string | undefined;
  family: NamedFamily | undefined;
  isEmail: boolean;
  links: PlacedLink[];
  alone: Lone[];
  /** Where its page leads instead of what it shows; empty where no host can be named. */
  elsewhere: string | null;
};

/**
 * Every code of a text, once: pasted on its own, in the e-mails' link, or in whole e-mails, raw or copied, quoted or
 * forwarded, several at a time. Never throws; takes time in proportion to the text's length. `readAttached`: reads attached
 * messages that are kept in other formats than text; without it they are passed over.
 */
export function findCodes(text: string, readAttached?: ReadAttached): CodesInText {
  if (isCodeShaped(text)) {
    const code = text.trim();
    const lone: CodeInText = {
      code,
      requestId: null,
      source: 'bare',
      suspicious: false,
      recipient: null,
      nichandle: null,
    };
    return { codes: [lone], emails: 0, links: 0, bare: 1 };
  }
  return collect(messagesOf(readableText(text, readAttached)));
}

function newMessage(): Message {
  return {
    subjectId: null,
    recipient: null,
    nichandle: null,
    sentAt: undefined,
    family: undefined,
    isEmail: false,
    links: [],
    alone: [],
    elsewhere: null,
  };
}

/** Cuts the text into e-mails: one begins with a block of headers or a subject, once the one before has brought a code. */
function messagesOf(text: string): Message[] {
  const lines = text.split('\n');
  const alone = lines.map((line, index) => loneCode(lines, line, index));
  const links = linksIn(text, indexLoneCodes(offsetsOf(lines, alone)));
  let message = newMessage();
  const messages = [message];
  let nextLink = 0;
  let offset = 0;
  let linkEnd = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const end = offset + line.length;
    if (line.startsWith(LEADS_ELSEWHERE)) message.elsewhere ??= line.slice(LEADS_ELSEWHERE.length);
    else if (line.length > 2 && line.length <= LONGEST_LINE) {
      const head = headOf(line);
      const subjectId = subjectIdOf(line);
      const hasCodes =
        message.links.length > 0 || message.alone.some((lone) => lone.isStrong || lone.isAnnounced);
      const isOther = message.subjectId !== null && message.subjectId !== subjectId;
      const begins = head !== null || (subjectId !== null && (hasCodes || isOther));
      if (begins && hasCodes && isHeading(lines, index, subjectId)) {
        message = newMessage();
        messages.push(message);
      }
      if (subjectId !== null) {
        // A number in a later sentence (a telephone's, say) does not displace the subject's.
        if (message.subjectId === null || head?.kind === 'subject') message.subjectId = subjectId;
        message.isEmail = true;
      }
      if (head?.kind === 'subject') message.isEmail = true;
      if (head?.kind === 'receiver' && head.value.includes('@')) message.recipient = soleAddress(head.value);
      if (head?.kind === 'other') message.sentAt ??= sentAtOf(line);
      if (head === null) readProse(line, message);
      message.family ??= namedFamilyOf(line);
    }
    for (let link = links[nextLink]; link !== undefined && link.start <= end; link = links[nextLink]) {
      message.links.push(link);
      linkEnd = link.end;
      nextLink += 1;
    }
    const lone = alone[index];
    // The second half of a broken link is no code of its own.
    if (lone !== null && lone !== undefined && offset >= linkEnd) message.alone.push(lone);
    offset = end + 1;
  }
  return messages;
}

function offsetsOf(lines: readonly string[], alone: readonly (Lone | null)[]): Map<string, number[]> {
  const offsets = new Map<string, number[]>();
  let offset = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const code = alone[index]?.code;
    if (code !== undefined) {
      const known = offsets.get(code);
      if (known === undefined) offsets.set(code, [offset]);
      else known.push(offset);
    }
    offset += (lines[index]?.length ?? 0) + 1;
  }
  return offsets;
}

/** A header line counts as a beginning with a subject or another header beside it: `To: …` alone may be prose. */
function isHeading(lines: readonly string[], index: number, subjectId: number | null): boolean {
  if (subjectId !== null) return true;
  const head = headOf(lines[index] ?? '');
  if (head === null) return false;
  return head.kind === 'subject' || headOf(lines[index + 1] ?? '') !== null;
}

type Head = { kind: 'subject' | 'receiver' | 'other'; value: string };

function headOf(line: string): Head | null {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > 20 || line.startsWith('//', colon + 1)) return null;
  const name = fold(line.slice(0, colon)).replace(/[*_]/g, '').trim();
  const value = line.slice(colon + 1);
  if (SUBJECT.test(name)) return { kind: 'subject', value };
  if (RECEIVER.test(name)) return { kind: 'receiver', value };
  return OTHER_HEADER.test(name) ? { kind: 'other', value } : null;
}

/** The request's number from a line that speaks of a contact change: «Zlecenie zmiany kontaktu nr 123». */
function subjectIdOf(line: string): number | null {
  if (line.length > 400 || !/\d/.test(line) || !/onta/i.test(line)) return null;
  const folded = fold(line.replace(/\S{0,400}[/@]\S{0,400}/g, ' '));
  if (!CONTACT_WORD.test(folded)) return null;
  const number = NUMBER.exec(folded)?.[1];
  return number === undefined || Number(number) === 0 ? null : Number(number);
}

/** The one address of a line, however often it stands there; `null` for none and for several. */
function soleAddress(value: string): string | null {
  let sole: string | null = null;
  for (const address of value.split(/[\s<>"',;:()[\]]+/)) {
    if (!/^[^@]+@[^@]+$/.test(address)) continue;
    if (sole !== null && sole.toLowerCase() !== address.toLowerCase()) return null;
    sole ??= address;
  }
  return sole;
}

/** What running text tells: that this is an e-mail about a contact change, and to whom it speaks. */
function readProse(line: string, message: Message): void {
  if ((message.isEmail && message.nichandle !== null) || !TELLING.test(line)) return;
  // A single word says nothing, unless it names a NIC handle.
  if (!/\s/.test(line) && !/-ovh/i.test(line)) return;
  const words = fold(line)
    .split(/\s+/)
    .filter((word) => word !== '' && !/[/@]/.test(word));
  const prose = words.join(' ');
  if (words.length >= 4 && (CONTACT_WORD.test(prose) || CODE_WORD.test(prose))) message.isEmail = true;
  if (
    message.nichandle === null &&
    prose.includes('-ovh') &&
    (GREETING.test(prose) || HANDLE_LABEL.test(prose))
  ) {
    message.nichandle = HANDLE.exec(prose)?.[0] ?? null;
  }
}

const hasBoth = (code: string) => /\d/.test(code) && /[A-Za-z]/.test(code);

/** A long line without any space: base64, a key, a signature. */
function isBlob(line: string | undefined): boolean {
  return line !== undefined && line.length >= 60 && /^[A-Za-z0-9+/=_-]{60,}$/.test(line.slice(0, 200).trim());
}

/** The code a line consists of, or ends with after `token: `; `null` where it is something else. */
function loneCode(lines: readonly string[], line: string, index: number): Lone | null {
  if (line.length < 8 || line.length > 400) return null;
  const bare = /^[\s*_`"'«»“”„‘’<([|]*([A-Za-z0-9]{8,64})[\s*_`"'«»“”‘’>)\]|.]*$/.exec(line)?.[1];
  if (bare !== undefined) {
    if (isBlob(lines[index - 1]) || isBlob(lines[index + 1])) return null;
    const lone = {
      code: bare,
      isStrong: bare.length >= 16 && hasBoth(bare),
      isAnnounced: isAnnounced(lines, index),
    };
    return lone.isStrong || lone.isAnnounced ? lone : null;
  }
  const labelled = /:\s{0,4}([A-Za-z0-9]{16,64})\s{0,4}\.?\s{0,4}$/.exec(line)?.[1];
  if (labelled === undefined || !hasBoth(labelled)) return null;
  const label = fold(line.slice(0, line.lastIndexOf(labelled)));
  if (!CODE_WORD.test(label) || OTHER_CODE.test(label)) return null;
  return { code: labelled, isStrong: true, isAnnounced: true };
}

/** The text before says that a code follows: `… the token to use is:`. */
function isAnnounced(lines: readonly string[], index: number): boolean {
  let before = '';
  for (let back = 1; back <= 4 && index - back >= 0; back += 1) {
    const line = lines[index - back]?.trim() ?? '';
    if (line === '') {
      if (before !== '') break;
      continue;
    }
    if (before === '' && (!/[:：][*_]{0,2}$/.test(line) || OTHER_CODE.test(fold(line.slice(-60)))))
      return false;
    before = `${line.slice(-LONGEST_LINE)} ${before}`;
  }
  return before !== '' && CODE_WORD.test(fold(before));
}

/** Each code once: a code found again only adds what was not known of it, and suspicion never goes away. */
function collect(messages: readonly Message[]): CodesInText {
  const codes: CodeInText[] = [];
  const byCode = new Map<string, CodeInText[]>();
  let emails = 0;
  for (const message of messages) {
    const ids = new Set(message.links.flatMap((link) => (link.requestId === null ? [] : [link.requestId])));
    const onlyId = ids.size === 1 ? ([...ids][0] ?? null) : ids.size === 0 ? message.subjectId : null;
    // SECURITY: an e-mail with one look-alike link is a forgery; its other codes are no better.
    const lookAlike = message.links.find((link) => link.suspicious);
    const isForged = message.elsewhere !== null || (message.isEmail && lookAlike !== undefined);
    const forgedHost = lookAlike?.host ?? (message.elsewhere || undefined);
    const { recipient, nichandle, sentAt, family } = message;
    // SECURITY: nothing is learned from a forgery.
    const base = { recipient, nichandle, sentAt, family: isForged ? undefined : family };
    const isTold = message.isEmail && message.links.length > 0 && !isForged;
    const found: CodeInText[] = [
      ...message.links.map((link) => ({
        ...base,
        code: link.code,
        requestId: link.requestId ?? onlyId,
        source: message.isEmail ? ('email' as const) : ('link' as const),
        suspicious: isForged || link.suspicious,
        host: isForged ? forgedHost : link.host,
      })),
      ...message.alone
        // Where a true link brings the code, other long strings are no codes: message ids, scanners, counters of readers.
        .filter((lone) => (lone.isStrong && !isTold) || (lone.isAnnounced && message.isEmail))
        .map((lone) => ({
          ...base,
          code: lone.code,
          requestId: onlyId,
          source: message.isEmail ? ('email' as const) : ('bare' as const),
          suspicious: isForged,
          host: isForged ? forgedHost : undefined,
        })),
    ];
    let isNew = false;
    for (const code of found) {
      const same = byCode.get(code.code) ?? [];
      const known = same.find(
        (other) => other.requestId === code.requestId || other.requestId === null || code.requestId === null,
      );
      if (known === undefined) {
        codes.push(code);
        byCode.set(code.code, [...same, code]);
        isNew ||= code.source === 'email';
      } else {
        isNew ||= code.source === 'email' && known.source !== 'email';
        merge(known, code);
      }
    }
    if (isNew) emails += 1;
  }
  return {
    codes,
    emails,
    links: codes.filter((code) => code.source === 'link').length,
    bare: codes.filter((code) => code.source === 'bare').length,
  };
}

const RANK = { bare: 0, link: 1, email: 2 };

function merge(known: CodeInText, again: CodeInText): void {
  if (RANK[again.source] > RANK[known.source]) known.source = again.source;
  known.requestId ??= again.requestId;
  known.recipient ??= again.recipient;
  known.nichandle ??= again.nichandle;
  known.sentAt ??= again.sentAt;
  known.family ??= again.family;
  known.suspicious ||= again.suspicious;
  known.host ??= again.host;
}
