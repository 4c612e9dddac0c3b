/** What accepting takes on, said beside what would be accepted: it makes responsible, it makes pay. Nothing where it does neither. */
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from '../words/translation.ts';
import type { TrayRow } from './tray-rows.ts';

type TakesOnProps = {
  takesOn: TrayRow['takesOn'];
  /** How the account that takes over is called. */
  name: string;
};

export function TakesOn({ takesOn: { admin, billing }, name }: TakesOnProps) {
  const { t } = useTranslation('codes');
  if (!admin && !billing) return null;
  return (
    <div className="tray-note tray-note-you">
      <TriangleAlert aria-hidden="true" />
      <span>{t(`tray.takesOn.${admin && billing ? 'both' : admin ? 'admin' : 'billing'}`, { name })}</span>
    </div>
  );
}
