/** Which elements of a page nobody sees, by their own style or by the page's simple rules. Reads attributes; knows no layout. */

/** `gone`: with all that it holds; `unseen`: by its size or colour, until something in it says its own. */
export type Hiding = { gone?: boolean; unseen?: boolean };

const SHOWN: Hiding = {};

const GONE =
  /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0?\.?0*%?(?=[;!]|$)|clip:rect\(0|transform:scale\(0|(?:left|top|right|bottom|margin-left|margin-top|text-indent):-\d{3,})/;
const FLAT = /(?:^|;)(?:max-)?(?:height|width):0(?:px|pt|em|%)?(?=[;!]|$)/;
const CUT_OFF = /(?:^|;)overflow:hidden/;
const SIZE = /(?:^|;)font(?:-size)?:(\d*\.?\d+)([a-z%]*)/g;

/** @param names what `hiddenNames` found in the page's styles */
export function hidingOf(attributes: ReadonlyMap<string, string>, names: ReadonlySet<string>): Hiding {
  if (attributes.has('hidden')) return { gone: true };
  if (names.size > 0) {
    const classes = attributes.get('class')?.split(/\s+/) ?? [];
    if (classes.some((name) => names.has(`.${name}`)) || names.has(`#${attributes.get('id') ?? ''}`)) {
      return { gone: true };
    }
  }
  const style = attributes.get('style');
  return style === undefined ? SHOWN : hidingBy(style);
}

function hidingBy(declarations: string): Hiding {
  const style = declarations
    .replace(/\/\*[^]*?(?:\*\/|$)/g, '')
    .replace(/\s+/g, '')
    .toLowerCase();
  if (GONE.test(style) || (FLAT.test(style) && CUT_OFF.test(style))) return { gone: true };
  if (/(?:^|;)color:transparent/.test(style)) return { unseen: true };
  const size = [...style.matchAll(SIZE)].at(-1);
  if (size === undefined) return SHOWN;
  // A single dot is not read by anybody either; `1em` is as large as what is around it.
  const number = Number(size[1]);
  return { unseen: number === 0 || (number <= 1 && /^(?:px|pt)$/.test(size[2] ?? '')) };
}

/** Classes (`.x`) and ids (`#x`) that a page's own rules hide on every screen. */
export function hiddenNames(css: string): string[] {
  const names: string[] = [];
  const rules = css.replace(/<!--|-->/g, '').replace(/\/\*[^]*?(?:\*\/|$)/g, '');
  let depth = 0;
  let start = 0;
  let selectors = '';
  for (let index = 0; index < rules.length; index += 1) {
    const character = rules[index];
    if (character === '{') {
      if (depth === 0) selectors = rules.slice(start, index);
      depth += 1;
      start = index + 1;
    } else if (character === '}') {
      const isPlain = depth === 1 && !selectors.includes('@');
      if (isPlain && hidingBy(rules.slice(start, index)).gone === true) {
        for (const selector of selectors.split(',')) {
          const name = /^[a-z0-9]{0,20}([.#][\w-]{1,100})$/i.exec(selector.trim())?.[1];
          if (name !== undefined) names.push(name);
        }
      }
      depth = Math.max(0, depth - 1);
      start = index + 1;
    }
  }
  return names;
}
