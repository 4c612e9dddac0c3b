/** The mark of a name whose letters imitate or mix scripts, so that it is not taken for another. Only warns. */
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from '../locales/translation.ts';
import { unveiled } from '../state/idn.ts';

export function LookalikeMark({ name }: { name: string }) {
  const { t } = useTranslation('services');
  const said = t('lookalike', { shown: unveiled(name) });
  return (
    <span className="service-lookalike" role="img" aria-label={said} title={said}>
      <TriangleAlert aria-hidden="true" />
    </span>
  );
}
