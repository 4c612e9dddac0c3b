/** The three contacts of a service and the NIC handles that name them; no rules about who may change what. */
import { z } from 'zod';

/** Spelled as the API spells them, in the order the screens show them. */
export const CONTACT_TYPES = ['contactAdmin', 'contactTech', 'contactBilling'] as const;
export type ContactType = (typeof CONTACT_TYPES)[number];
export const contactTypeSchema = z.enum(CONTACT_TYPES);

export function isContactType(value: string): value is ContactType {
  return (CONTACT_TYPES as readonly string[]).includes(value);
}

/** In the order of the screens; types that this program does not know come last, in the order given. */
export function orderedTypes(contactTypes: readonly string[]): string[] {
  const known: readonly string[] = CONTACT_TYPES;
  return [
    ...known.filter((type) => contactTypes.includes(type)),
    ...contactTypes.filter((type) => !known.includes(type)),
  ];
}

/** The three contacts of one service; `null` where OVHcloud did not tell one. */
export const contactsSchema = z.object({
  contactAdmin: z.string().nullable(),
  contactTech: z.string().nullable(),
  contactBilling: z.string().nullable(),
});
export type Contacts = z.infer<typeof contactsSchema>;

/**
 * Trims and lower-cases what a person typed as a NIC handle. `null` for what cannot be one (empty, white space inside,
 * `<` or `>`). Other unusual spellings are kept: older handles differ, and the API decides.
 */
export function parseNichandle(text: string): string | null {
  const handle = text.trim().toLowerCase();
  return handle === '' || handle.length > 64 || /[\s<>]/.test(handle) ? null : handle;
}

/** Words are names: whoever types one means somebody, and it must not become a handle by itself. Every handle seen has a digit or a hyphen. */
export function isWordAlone(handle: string): boolean {
  return !/[\d-]/.test(handle);
}

/** `true` for the usual spelling (two or three letters, digits, `-ovh`, or `ovhtel-…`); others deserve a warning, never a refusal. */
export function isUsualNichandle(handle: string): boolean {
  return /^(?:[a-z]{2,3}\d+-ovh|ovhtel-[a-z0-9-]+)$/.test(handle);
}
