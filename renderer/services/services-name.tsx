/** Names of services for the eye: in Unicode, and marked where their letters imitate or mix scripts. Only warns. */
import { TriangleAlert } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { isLookalike, showName, unveiled } from '../../shared/idn.ts';
import { useTranslation } from '../words/translation.ts';

/** The name as people write it; one that could be taken for another stays as it is in the DNS, with the mark. */
export function ShownName({ name }: { name: string }) {
  const shown = breaking(showName(name));
  if (!isLookalike(name)) return shown;
  return (
    <>
      <LookalikeMark name={name} /> {shown}
    </>
  );
}

/** Shorter ones fit wherever names stand. */
const LONG = 18;

/** Where a line is too short for a long name, it breaks behind a dot or a hyphen before it breaks within a word. */
function breaking(name: string): ReactNode {
  if (name.length <= LONG) return name;
  return name.split(/(?<=[.-])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one name keep their places.
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}

export function LookalikeMark({ name }: { name: string }) {
  const { t } = useTranslation('services');
  const said = t('lookalike', { shown: unveiled(name) });
  return (
    <span className="service-lookalike" role="img" aria-label={said} title={said}>
      <TriangleAlert aria-hidden="true" />
    </span>
  );
}
