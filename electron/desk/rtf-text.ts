/**
 * Turns RTF into a page: the HTML that Outlook wrapped in it ([MS-OXRTFEX]), else its visible words with their links. One
 * pass, in time proportional to the length. It shows nothing and runs nothing.
 */
import { decompressRTF } from '@kenjiuno/decompressrtf';

/** Header of compressed RTF ([MS-OXRTFCP] 2.1.3.1.1). */
const HEADER = 16;

/** What Outlook keeps of a message that has no other text. Empty where it is damaged. */
export function pageOfCompressedRtf(bytes: Uint8Array): string {
  if (bytes.length < HEADER) return '';
  const own = Array.from(bytes);
  // SECURITY: the library reads on for as long as the header says, and fills the memory where that is longer than the file.
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const real = Math.min(size, bytes.length - 4);
  for (let index = 0; index < 4; index += 1) own[index] = (real >>> (8 * index)) & 0xff;
  try {
    return pageOfRtf(Buffer.from(decompressRTF(own)).toString('latin1'));
  } catch {
    // Neither of the two kinds there are.
    return '';
  }
}

/** Groups whose content is no text of the document. */
const NO_TEXT =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|themedata|datastore|generator|listtable|listoverridetable|rsidtbl|latentstyles|xmlnstbl|filetbl|revtbl|header|footer|headerf|footerf|mhtmltag|nonshppict)$/;
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  tab: '\t',
  cell: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
};
const WORD = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;
const PLAIN = /[^\\{}\r\n]+/y;

/** `instruction`: what a field does; its words are gathered, not shown. */
type State = {
  skips: boolean;
  hides: boolean;
  escapes: number;
  tag: boolean;
  field: Field | null;
  instruction: boolean;
};
type Field = { instruction: string; isOpen: boolean };

export function pageOfRtf(rtf: string): string {
  const out: string[] = [];
  const states: State[] = [];
  let state: State = { skips: false, hides: false, escapes: 1, tag: false, field: null, instruction: false };
  let isHtml = false;
  /** In Outlook's wrapping: what is there for readers of RTF alone. */
  let isForRtf = false;
  let isOptional = false;
  let toPass = 0;
  let index = 0;

  const say = (text: string): void => {
    if (toPass > 0) {
      toPass -= 1;
      return;
    }
    if (state.skips) return;
    if (state.instruction) {
      if (state.field !== null) state.field.instruction += text;
    } else if (state.tag) out.push(text);
    else if (!isForRtf && !state.hides) out.push(isHtml ? text : escaped(text));
  };
  const endField = (field: Field): void => {
    if (field.isOpen) out.push('</a>');
  };
  const word = (name: string, value: number | null): void => {
    const wasOptional = isOptional;
    isOptional = false;
    const character = CHARACTERS[name];
    if (character !== undefined) say(character);
    else if (name === 'fromhtml') isHtml = true;
    else if (name === 'htmlrtf') isForRtf = value !== 0;
    else if (name === 'htmltag') state.tag = isHtml;
    else if (name === 'v') state.hides = value !== 0;
    else if (name === 'uc') state.escapes = Math.min(value ?? 1, 10);
    else if (name === 'u' && value !== null) {
      say(String.fromCharCode(value & 0xffff));
      toPass = state.escapes;
    } else if (name === 'bin') index += Math.max(0, value ?? 0);
    else if (name === 'field') state.field = { instruction: '', isOpen: false };
    else if (name === 'fldinst') state.instruction = true;
    else if (name === 'fldrslt' && state.field !== null && !isHtml) {
      const address = /HYPERLINK\s+(?:"([^"]{1,8000})"|(\S{1,8000}))/i.exec(state.field.instruction);
      if (address === null || state.field.isOpen) return;
      out.push(`<a href="${escaped(address[1] ?? address[2] ?? '')}">`);
      state.field.isOpen = true;
    } else if (wasOptional || NO_TEXT.test(name)) state.skips = true;
  };

  while (index < rtf.length) {
    const character = rtf[index];
    if (character === '{') {
      states.push(state);
      state = { ...state };
      toPass = 0;
      index += 1;
    } else if (character === '}') {
      const before = states.pop();
      if (before === undefined) break;
      if (state.field !== null && before.field !== state.field) endField(state.field);
      state = before;
      toPass = 0;
      index += 1;
    } else if (character === '\\') {
      const next = rtf[index + 1] ?? '';
      if (next === "'") {
        const byte = Number.parseInt(rtf.slice(index + 2, index + 4), 16);
        if (!Number.isNaN(byte)) say(String.fromCharCode(byte));
        index += 4;
        continue;
      }
      if (next === '*') isOptional = true;
      else if (/[\\{}]/.test(next)) say(next);
      else if (next === '~') say(' ');
      else if (next === '_') say('-');
      else if (next === '\n' || next === '\r') say('\n');
      WORD.lastIndex = index + 1;
      const match = WORD.exec(rtf);
      index += match === null ? 2 : 1 + match[0].length;
      if (match !== null) word(match[1] ?? '', match[2] === undefined ? null : Number(match[2]));
    } else {
      PLAIN.lastIndex = index;
      const text = PLAIN.exec(rtf)?.[0] ?? '';
      if (text !== '') {
        const passed = Math.min(toPass, text.length);
        toPass -= passed;
        if (text.length > passed) say(text.slice(passed));
      }
      index += Math.max(1, text.length);
    }
  }
  const page = out.join('');
  return isHtml || page.trim() === '' ? page : `<html><body>${page}</body></html>`;
}

/** As words of a page. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>\n');
}
