/** The optional rights of an account, each with whether its key holds it. Only tells. */
import { OPTIONAL_ABILITIES, type Rights } from '../../shared/ability.ts';
import { Pill, type Tone } from '../ui/pill.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';

const TONES: Record<Rights[keyof Rights], Tone> = {
  yes: 'good',
  partly: 'mute',
  no: 'mute',
  unknown: 'mute',
};

export function AccountOptional({ rights }: { rights: Rights }) {
  const { t } = useTranslation('common');
  const number = useNumber();
  const held = OPTIONAL_ABILITIES.filter((ability) => rights[ability] === 'yes').length;
  return (
    <details className="account-optional">
      <summary>{t('optional.title', { held: number(held), all: number(OPTIONAL_ABILITIES.length) })}</summary>
      <ul className="account-lacks">
        {OPTIONAL_ABILITIES.map((ability) => (
          <li key={ability}>
            <Pill tone={TONES[rights[ability]]}>{t(`optional.${rights[ability]}`)}</Pill>{' '}
            {t(`ability.${ability}`)}
          </li>
        ))}
      </ul>
      <p>{t('optional.still')}</p>
    </details>
  );
}
