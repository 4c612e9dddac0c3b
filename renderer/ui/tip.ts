/**
 * A tooltip that stands in the document only where the pointer is: a long list has hundreds of them, which are written anew
 * whenever it is scrolled or searched. Only for what can be read elsewhere too: who does not point never gets it.
 */
import { type PointerEventHandler, useState } from 'react';

type Tip = { title: string | undefined; onPointerMove: PointerEventHandler };

export function useTip(text: string | undefined): Tip {
  // Gone as soon as there is something else to tell.
  const [pointedAt, setPointedAt] = useState<string>();
  return { title: pointedAt === text ? text : undefined, onPointerMove: () => setPointedAt(text) };
}
