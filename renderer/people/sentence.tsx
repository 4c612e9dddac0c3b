/** A sentence of the locales with the NIC handles in it set in the code face, mine standing out. Only shows. */
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from '../words/translation.ts';
import { Handle } from './handle.tsx';

type SentenceProps = {
  /** With its namespace: `requests:story.watching`. */
  of: string;
  /** NIC handles by their name in the sentence. */
  handles?: Readonly<Record<string, string>>;
  /** Several of them, joined as the language joins them. */
  lists?: Readonly<Record<string, readonly string[]>>;
  /** Anything else. */
  values?: Readonly<Record<string, string | number>>;
  mine: ReadonlySet<string>;
};

/** Stands around a NIC handle while the sentence is put together; no handle and no locale holds it. */
const MARK = '\u0001';
const mark = (handle: string) => `${MARK}${handle}${MARK}`;

export function Sentence({ of, handles = {}, lists = {}, values = {}, mine }: SentenceProps): ReactNode {
  const { t, i18n } = useTranslation();
  const listed = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const data = {
    ...values,
    ...Object.fromEntries(Object.entries(handles).map(([name, handle]) => [name, mark(handle)])),
    ...Object.fromEntries(Object.entries(lists).map(([name, each]) => [name, listed.format(each.map(mark))])),
  };
  const parts = t(of, { ...data, interpolation: { escapeValue: false } }).split(MARK);
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other identity.
      <Handle key={index} nichandle={part} mine={mine.has(part.toLowerCase())} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other identity.
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
