/**
 * Reads the links that open the program: `relevo://code?token=CODE`, with `&id=NUMBER` of the request where it is known.
 * SECURITY: a link only brings a code to be looked at; whatever else one says, it has no meaning and starts nothing.
 */
import { isCodeShaped } from '../../shared/code.ts';

/** Longer than any link with a code; what is longer was not made for us. */
const LONGEST = 4096;

/** The same in OVHcloud's own form, which the recogniser knows; `null` where it is none of ours. Never throws. */
export function textOfLink(link: string): string | null {
  if (link.length > LONGEST || !URL.canParse(link)) return null;
  const { protocol, host, pathname, searchParams } = new URL(link);
  // Some systems hand over `relevo:code?…`, some browsers `relevo://code/?…`.
  const place = `${host}/${pathname}`.replaceAll('/', '').toLowerCase();
  if (protocol !== 'relevo:' || place !== 'code') return null;
  const token = searchParams.get('token')?.trim() ?? '';
  const id = searchParams.get('id')?.trim() ?? '';
  if (!isCodeShaped(token) || !/^\d{0,15}$/.test(id)) return null;
  return `https://www.ovh.com/manager/#/contacts${id === '' ? '' : `/${id}`}?token=${token}`;
}
