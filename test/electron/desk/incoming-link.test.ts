/** Links that open the program: which are understood, and that nothing else in one has a meaning. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfLink } from '../../../electron/desk/incoming-link.ts';
import { findCodes } from '../../../shared/code.ts';

const CODE = 'a1B2c3D4'.repeat(4);
const read = (link: string) => findCodes(textOfLink(link) ?? '').codes;

test.each([
  [`relevo://code?id=7&token=${CODE}`, 7],
  [`relevo://code/?token=${CODE}&id=0007`, 7],
  [`relevo:code?token=${CODE}&id=7`, 7],
  [`RELEVO://Code?token=%20${CODE}%0A`, null],
  [`relevo://code?token=${CODE}&id=`, null],
  [`relevo://code?token=${CODE}&id=0&more=1#part`, null],
])('%s brings its code', (link, requestId) => {
  expect(read(link)).toEqual([expect.objectContaining({ code: CODE, requestId, suspicious: false })]);
});

test.each([
  'relevo:',
  'relevo://',
  'relevo://code',
  'relevo://code?token=',
  'relevo://code?token=short',
  `relevo://code?token=${CODE}/../..`,
  `relevo://code?token=${CODE}&id=7e3`,
  `relevo://code?token=${CODE}&id=${'7'.repeat(16)}`,
  `relevo://accept?token=${CODE}`,
  `relevo://code.evil?token=${CODE}`,
  `https://code?token=${CODE}`,
  `relevo://code?token=${CODE}&note=${'x'.repeat(10_000)}`,
  'relevo://code?token=%E0%A4%A',
  'not a link',
])('%s brings nothing', (link) => {
  expect(textOfLink(link)).toBeNull();
});

test('whatever it is, it is read without an error, and as one code of OVHcloud’s form or none', () => {
  const form = /^https:\/\/www\.ovh\.com\/manager\/#\/contacts(\/\d{1,15})?\?token=[A-Za-z0-9]{8,64}$/;
  const isOne = (link: string) =>
    form.test(textOfLink(link) ?? `https://www.ovh.com/manager/#/contacts?token=${CODE}`);
  const any = fc.string({ maxLength: 300 });
  const links = any.map((query) => [
    `relevo://${query}`,
    `relevo://code?${query}`,
    `relevo://code?token=${query}`,
  ]);
  expect(fc.check(fc.property(links, (each) => each.every(isOne)))).toMatchObject({ failed: false });
});
