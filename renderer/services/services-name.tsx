/** Names of services for the eye: in Unicode, and marked where their letters imitate or mix scripts. Only warns. */
import { TriangleAlert } from 'lucide-react';
import { isLookalike, showName, unveiled } from '../../shared/idn.ts';
import { useTranslation } from '../words/translation.ts';

/** The name as people write it; one that could be taken for another stays as it is in the DNS, with the mark. */
export function ShownName({ name }: { name: string }) {
  if (!isLookalike(name)) return showName(name);
  return (
    <>
      <LookalikeMark name={name} /> {showName(name)}
    </>
  );
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
