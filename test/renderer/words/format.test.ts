/** Moments, spans and numbers in words. */
import { describe, expect, it } from 'vitest';
import { makeFormats } from '../../../renderer/words/format.ts';
import { formatLocale } from '../../../shared/language.ts';
import english from '../../../shared/locales/en/common.json' with { type: 'json' };
import spanish from '../../../shared/locales/es/common.json' with { type: 'json' };

function texts(common: { time: Record<string, string> }) {
  return (key: string, values: Record<string, unknown> = {}) =>
    (common.time[key.replace('common:time.', '')] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name]),
    );
}
const en = makeFormats('en-GB', texts(english), 'UTC');
const es = makeFormats('es-ES', texts(spanish), 'UTC');
const now = Date.parse('2026-11-20T10:00:00Z');
const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;
const D = 24 * H;

describe('moments', () => {
  it('are told in one unit, rounded down: never more time than there is', () => {
    expect(en.relative(now - 12 * S, now)).toBe('12 s ago');
    expect(en.relative(now + 9 * H + 59 * MIN, now)).toBe('in 9 h');
    expect(es.relative(now - 3 * D, now)).toBe('hace 3 d');
    expect(en.relative(now + 2 * S, now)).toBe('just now');
  });
  it('are told as a date once a week has passed', () => {
    expect(en.relative(now - 8 * D, now)).toBe('12 Nov');
  });
  it('have two units where the second matters', () => {
    expect(en.span(now + 2 * D + 4 * H, now)).toBe('in 2 d 4 h');
    expect(en.span(now + 2 * D, now)).toBe('in 2 d');
    expect(en.span(now + 5 * D + 4 * H, now)).toBe('in 5 d');
    expect(en.span(now + 9 * H + 20 * MIN, now)).toBe('in 9 h');
    expect(en.span(now + H + 20 * MIN, now)).toBe('in 1 h 20 min');
    expect(en.span(now + 20 * S, now)).toBe('in 1 min');
    expect(es.span(now + 9 * H, now)).toBe('en 9 h');
  });
  it('name the year only where it is another one', () => {
    expect(en.date(Date.parse('2026-11-18T10:00:00Z'), now)).toBe('18 Nov');
    expect(en.date(Date.parse('2027-03-14T10:00:00Z'), now)).toBe('14 Mar 2027');
    expect(es.date(Date.parse('2027-03-14T10:00:00Z'), now)).toBe('14 mar 2027');
  });
  it('of today are told by the clock', () => {
    expect(en.clock(Date.parse('2026-11-20T09:41:00Z'), now)).toBe('09:41 today');
    expect(en.clock(Date.parse('2026-11-19T09:41:00Z'), now)).toBe('19 Nov 09:41');
  });
});

describe('numbers', () => {
  it('are grouped from four digits on, in Spanish as well', () => {
    expect(en.number(1248)).toBe('1,248');
    expect(es.number(1248)).toBe('1.248');
  });
});

describe('the language', () => {
  it("formats by the system's region only where that speaks the language of the screens", () => {
    expect(formatLocale('en', 'en-US')).toBe('en-US');
    expect(formatLocale('en', 'es-ES')).toBe('en-GB');
    expect(formatLocale('es', 'es-MX')).toBe('es-MX');
  });
});
