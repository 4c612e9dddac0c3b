/** A new contact named by e-mail address instead of NIC handle: OVHcloud takes one in Canada and Asia-Pacific, and nowhere else. Pure. */
import { parseNichandle } from './contact.ts';
import { isEmail } from './people.ts';

/** `true` for a contact that is named by an e-mail address; no NIC handle has that sign. */
export function isByEmail(contact: string): boolean {
  return contact.includes('@');
}

/** A NIC handle or an e-mail address as a person typed it, trimmed and in lower case; `null` for what can be neither. */
export function parseContact(text: string): string | null {
  if (!isByEmail(text)) return parseNichandle(text);
  const email = text.trim().toLowerCase();
  return isEmail(email) ? email : null;
}
