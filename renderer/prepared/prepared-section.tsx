/** All that is prepared for a day, among the hand-overs; nothing where there is none. Sends nothing. */
import { useStore } from '../store/store.ts';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { PreparedLine } from './prepared-line.tsx';

const NONE: readonly never[] = [];

export function PreparedSection() {
  const { t } = useTranslation('prepared');
  const number = useNumber();
  const all = useStore((state) => state.prepared) ?? NONE;
  if (all.length === 0) return null;
  return (
    <section className="handovers-section" aria-label={t('section')}>
      <h2>
        {t('section')} <span className="handovers-count">{number(all.length)}</span>
      </h2>
      <ul>
        {all.map((one) => (
          <PreparedLine key={one.id} prepared={one} />
        ))}
      </ul>
    </section>
  );
}
