/** Sentences with something of the screen in them: a person, a link. Their place is the language's to say, so it stands in the text. */
import { Fragment, type ReactNode } from 'react';

/** `text` with `parts.name` where it says `<name/>`. What stands in angle brackets and is no part is text. */
export function withParts(text: string, parts: Readonly<Record<string, ReactNode>>): ReactNode[] {
  // Every second piece is the name of a part.
  return text.split(/<(\w+)\/>/).map((piece, at) => {
    const isPart = at % 2 === 1;
    const shown = isPart && Object.hasOwn(parts, piece) ? parts[piece] : isPart ? `<${piece}/>` : piece;
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other order.
    return <Fragment key={at}>{shown}</Fragment>;
  });
}
