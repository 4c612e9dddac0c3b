/** What does not work with the rights of a credential, one line each. Tells; what to do about it is said around it. */
import { useTranslation } from 'react-i18next';
import { lacking, type Rights } from '../../shared/ability.ts';
import { Pill } from '../components/pill.tsx';
import '../styles/accounts.css';

export function AccountLacks({ rights }: { rights: Rights | null }) {
  const { t } = useTranslation('common');
  return (
    <ul className="account-lacks">
      {lacking(rights).map(({ ability, degree }) => (
        <li key={ability}>
          <Pill tone={degree === 'no' ? 'bad' : 'you'}>{t(`lacks.${degree}`)}</Pill> {t(`ability.${ability}`)}
        </li>
      ))}
    </ul>
  );
}
