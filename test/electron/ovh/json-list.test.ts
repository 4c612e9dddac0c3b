/** A JSON array read piece by piece is the array that `JSON.parse` reads, or none at all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../../electron/ovh/json-list.ts';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trim());
  } catch {
    return undefined;
  }
}

/** Long enough for several pieces: every string may hold brackets, quotes, commas and backslashes. */
const tricky = fc.array(fc.constantFrom('[', ']', '{', '}', '"', ',', '\\', 'a', 'ñ', '\n'), {
  maxLength: 12,
});
const long = fc
  .array(fc.record({ name: tricky.map((all) => all.join('')), more: fc.jsonValue({ maxDepth: 2 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((elements) => elements.flatMap((element) => [element, `${element.name}${'"\\,]'.repeat(4000)}`]));

test('whatever JSON.parse reads is read alike', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), long), fc.nat(2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(readJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('what JSON.parse refuses is refused, wherever it is damaged', () => {
  fc.assert(
    fc.property(
      long,
      fc.nat(),
      fc.constantFrom('', ',', ']', '}', '"', '[', '\\', ' '),
      (value, place, put) => {
        const text = JSON.stringify(value);
        const at = place % text.length;
        const damaged = text.slice(0, at) + put + text.slice(at + 1);
        expect(readJson(damaged)).toEqual(parsed(damaged));
      },
    ),
    { numRuns: 300 },
  );
});

test('a comma without an element is no array, at the seams of the pieces as well', () => {
  const big = JSON.stringify('x'.repeat(70_000));
  for (const text of [
    `[${big},]`,
    `[${big},,1]`,
    `[,${big}]`,
    `[${big}, ]`,
    '[,]',
    `[${big},${big},]`,
    `[1,2`,
    `[${big}]]`,
  ]) {
    expect(readJson(text)).toBeUndefined();
  }
  expect(readJson('[ ]')).toEqual([]);
  expect(readJson(` [${big} , 1] `)).toHaveLength(2);
});

test('an element is handed on before the next piece is read', () => {
  const seen: number[] = [];
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ at })));
  const read = readJson(text, (element) => {
    seen.push((element as { at: number }).at);
    return null;
  });
  expect(read).toEqual(new Array(20_000).fill(null));
  expect(seen).toEqual(Array.from({ length: 20_000 }, (_, at) => at));
});
