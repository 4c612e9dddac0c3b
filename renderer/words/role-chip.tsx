/** The short name of a contact type, with the official one on hover; unknown types as OVHcloud writes them. */
import { isContactType } from '../../shared/contact.ts';
import { useTranslation } from './translation.ts';

export function RoleChip({ type }: { type: string }) {
  const { t } = useTranslation('common');
  const known = isContactType(type);
  return (
    <span className="role-chip" title={known ? t(`role.${type}.full`) : undefined}>
      {known ? t(`role.${type}.short`) : type}
    </span>
  );
}

/** Several of them in a row, wrapped where they must. */
export function RoleChips({ types }: { types: readonly string[] }) {
  return (
    <span className="role-chips">
      {types.map((type) => (
        <RoleChip key={type} type={type} />
      ))}
    </span>
  );
}
