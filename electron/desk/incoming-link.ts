/**
 * Reads the links that open the program: `relevo://code?token=CODE`, with `&id=NUMBER` of the request where it is known.
 * SECURITY: a link only brings a code to be looked at; whatever else one says, it has no meaning and starts nothing.
 */
import { isCodeShaped } from '../../shared/code.ts';
import type { Recognition } from '../../shared/found-code.ts';
import { mergeRecognitions } from '../../shared/found-code.ts';

/** Longer than any link with a code; what is longer was not made for us. */
const LONGEST = 4096;
/** More than these are nobody's e-mails. */
const MOST_WAITING = 50;

export type IncomingLinks = {
  /** While it is locked they wait, as they came. */
  take: (link: string) => void;
  /** Tells of those that wait, unless it is locked. */
  tell: () => void;
  forgetAll: () => void;
};

export function openIncomingLinks(desk: {
  isLocked: () => boolean;
  recognise: (text: string) => Recognition;
  arrived: (found: Recognition) => void;
}): IncomingLinks {
  const waiting: string[] = [];
  const tell = (): void => {
    if (desk.isLocked() || waiting.length === 0) return;
    desk.arrived(mergeRecognitions(waiting.splice(0).map((link) => desk.recognise(textOfLink(link) ?? ''))));
  };
  return {
    take(link) {
      if (waiting.length < MOST_WAITING) waiting.push(link);
      tell();
    },
    tell,
    forgetAll() {
      waiting.length = 0;
    },
  };
}

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
