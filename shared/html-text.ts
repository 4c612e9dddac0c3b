/**
 * Turns HTML into the lines a person would see, with the address each link leads to beside its words, and marks pages that
 * show one address and lead to another. One pass, in time proportional to the length; it follows nothing and looks for no code.
 */
import { indexLoneCodes, linksIn } from './code-link.ts';
import { decodeEntities } from './decoding.ts';
import { type Hiding, hiddenNames, hidingOf } from './hidden-style.ts';
import { attributesOf, endOfTag } from './html-tag.ts';
import { type Destination, destinationOf, readLink, showsOvhcloud } from './link-address.ts';

/**
 * Begins a line that says where a page leads instead of what it shows. A sender who writes such a line himself only brings
 * his own e-mail under suspicion.
 */
export const LEADS_ELSEWHERE = '\ufdd0leads elsewhere:';

/** As deep as browsers nest; what lies deeper counts with what it lies in. */
const DEEPEST = 512;
/** So far up an end tag looks for its beginning: enough for every mail program, and never more than a constant. */
const FARTHEST = 64;

const NAME = /^\/?[a-z!?][a-z0-9:-]{0,20}/i;
const INLINE = /^\/?(?:a|abbr|b|bdi|code|em|font|i|kbd|mark|samp|small|span|strong|tt|u|wbr)$/;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
/** Their content is no text of the page, whatever it holds. */
const RAW_ENDS: Readonly<Record<string, RegExp>> = { style: /<\/style/gi, script: /<\/script/gi };
/** Only these lead anywhere. */
const LEADING = /^(?:a|area|base|button|form|input|meta)$/;
const NEVER_SHOWN = /^(?:template|datalist|dialog)$/;
const ENDS_PARAGRAPH = /^(?:address|blockquote|center|div|dl|form|h[1-6]|hr|ol|p|pre|section|table|ul)$/;
const ROW_PARTS: Readonly<Record<string, RegExp>> = {
  td: /^t[dh]$/,
  th: /^t[dh]$/,
  tr: /^t[dhr]$/,
};

/** `gone`: with all it holds; `unseen`: until something in it says otherwise. */
type Element = { name: string; gone: boolean; unseen: boolean };
type Anchor = { address: string; from: number };

const NO_CODES = indexLoneCodes(new Map());

export function looksLikeHtml(text: string): boolean {
  return /<(?:!doctype html|html|head|body|meta|style|form|map|div|table|tr|td|p|br|a|span|b|strong|font|center|h[1-6]|ul|li|img)(?:\s[^<>]{0,2000})?\/?>/i.test(
    text,
  );
}

/** Visible text, one line per block, with the address of each link on a line of its own. */
export function textOfHtml(html: string): string {
  const page = new Page();
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    if (open < 0) break;
    page.say(html.slice(position, open));
    if (html.startsWith('<!--', open)) {
      position = endOfComment(html, open);
      continue;
    }
    const name = NAME.exec(html.slice(open + 1, open + 24))?.[0].toLowerCase();
    if (name === undefined || /^(?:https?|mailto):/.test(name)) {
      page.say('<');
      position = open + 1;
      continue;
    }
    const close = endOfTag(html, open);
    if (close < 0) {
      position = open;
      break;
    }
    position = close + 1;
    const rawEnd = RAW_ENDS[name];
    if (rawEnd !== undefined) {
      rawEnd.lastIndex = position;
      const end = rawEnd.exec(html)?.index ?? html.length;
      if (name === 'style') page.learn(html.slice(position, end));
      position = end;
    } else if (name.startsWith('/')) page.close(name.slice(1));
    else if (!/^[!?]/.test(name)) page.open(name, html.slice(open, close));
    if (!INLINE.test(name)) page.say('\n');
  }
  page.say(html.slice(position));
  return decodeEntities(page.text());
}

/** What has been read of a page so far. */
class Page {
  private readonly out: string[] = [];
  private readonly elements: Element[] = [];
  private anchor: Anchor | null = null;
  private readonly hidden = new Set<string>();

  say(text: string): void {
    const around = this.elements.at(-1);
    if (text !== '' && around?.gone !== true && around?.unseen !== true) this.out.push(text);
  }

  learn(css: string): void {
    for (const name of hiddenNames(css)) this.hidden.add(name);
  }

  open(name: string, tag: string): void {
    this.endImplied(name);
    const around = this.elements.at(-1) ?? { gone: false, unseen: false };
    const attributes = attributesOf(tag);
    const own: Hiding = NEVER_SHOWN.test(name) ? { gone: true } : hidingOf(attributes, this.hidden);
    const gone = around.gone || own.gone === true;
    if (!gone && LEADING.test(name)) this.follow(name, attributes);
    if (VOID.test(name) || this.elements.length >= DEEPEST) return;
    this.elements.push({ name, gone, unseen: own.unseen ?? around.unseen });
  }

  close(name: string): void {
    if (name === 'a') this.endAnchor();
    const lowest = Math.max(0, this.elements.length - FARTHEST);
    for (let index = this.elements.length - 1; index >= lowest; index -= 1) {
      const other = this.elements[index]?.name ?? '';
      if (other === name) {
        this.elements.length = index;
        return;
      }
      // What is left open in a cell of a table ends with the cell, and an end tag in it closes nothing outside.
      if (/^(?:td|th|table)$/.test(other) && !/^(?:t(?:able|body|head|foot|[dhr])|body|html)$/.test(name))
        return;
    }
  }

  text(): string {
    this.endAnchor();
    return this.out.join('');
  }

  private endImplied(name: string): void {
    const last = this.elements.at(-1)?.name;
    if (last === 'p' && ENDS_PARAGRAPH.test(name)) this.elements.pop();
    else if (last === 'li' && name === 'li') this.elements.pop();
    const parts = ROW_PARTS[name];
    if (parts === undefined) return;
    const lowest = Math.max(0, this.elements.length - FARTHEST);
    for (let index = this.elements.length - 1; index >= lowest; index -= 1) {
      const other = this.elements[index]?.name ?? '';
      if (other === 'table') return;
      if (parts.test(other)) this.elements.length = index;
    }
  }

  /** SECURITY: wherever a page can lead somebody is looked at, not its links alone. */
  private follow(name: string, attributes: ReadonlyMap<string, string>): void {
    const address = attributes.get('href')?.replace(/\s+/g, '') ?? '';
    if (name === 'a' || name === 'area') {
      this.endAnchor();
      if (address === '') return;
      this.out.push(`\n<${address}>\n`);
      if (name === 'area') this.distrust(address);
      else this.anchor = { address, from: this.out.length };
    } else if (name === 'base') this.distrust(address);
    else if (name === 'form') this.distrust(attributes.get('action'));
    else if (name !== 'meta') this.distrust(attributes.get('formaction'));
    else if (/refresh/i.test(attributes.get('http-equiv') ?? '')) {
      this.distrust(/url\s*=\s*["']?([^"']*)/i.exec(decodeEntities(attributes.get('content') ?? ''))?.[1]);
    }
  }

  private distrust(address: string | undefined): void {
    const destination = destinationIn(decodeEntities(address ?? '').replace(/\s+/g, ''));
    if (destination?.kind === 'elsewhere') this.mark(destination.host);
  }

  private mark(host: string | null): void {
    this.out.push(`\n${LEADS_ELSEWHERE}${host ?? ''}\n`);
  }

  /** SECURITY: where a link leads decides, not what its words show. */
  private endAnchor(): void {
    const { anchor } = this;
    this.anchor = null;
    if (anchor === null) return;
    const words = decodeEntities(this.out.slice(anchor.from).join(''));
    if (!/ovh/i.test(words)) return;
    const shown = /token/i.test(words) ? linksIn(words, NO_CODES) : [];
    if (shown.length === 0 && !showsOvhcloud(words.replace(/\s+/g, ''))) return;
    const address = decodeEntities(anchor.address);
    const destination = destinationIn(address);
    if (destination === null) return;
    if (destination.kind === 'elsewhere') {
      this.mark(destination.host);
      return;
    }
    const target = readLink(address);
    const isSame = shown.every(
      ({ code, requestId }) => code === target?.code && requestId === target.requestId && !target.suspicious,
    );
    if (isSame) return;
    if (target !== null) {
      this.mark(target.host ?? null);
      return;
    }
    // It leads to OVHcloud without this code, or through a gateway that hides where to: the words alone prove nothing.
    let rest = '';
    let end = 0;
    for (const link of shown) {
      rest += words.slice(end, link.start);
      end = link.end;
    }
    this.out.length = anchor.from;
    this.out.push(rest + words.slice(end));
  }
}

/** `null` for an address that leads nowhere by itself: a place in the page, a piece of a path. */
function destinationIn(address: string): Destination | null {
  if (/^(?:https?:|[\\/]{2})/i.test(address)) return destinationOf(address);
  return /^[a-z][a-z0-9+.-]{0,30}:/i.test(address) ? { kind: 'elsewhere', host: null } : null;
}

function endOfComment(html: string, open: number): number {
  // `<!-->` and `<!--->` are whole comments.
  const short = /^<!--(-?)>/.exec(html.slice(open, open + 6));
  if (short !== null) return open + short[0].length;
  const end = html.indexOf('-->', open + 4);
  // As in a browser, what is never closed goes on to the end.
  return end < 0 ? html.length : end + 3;
}
