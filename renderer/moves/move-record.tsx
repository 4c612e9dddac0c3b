/** From a project to the records of its hand-overs: the only one at once, several by a menu. Nothing before there is one. */
import { FileText } from 'lucide-react';
import type { Move } from '../../shared/moves.ts';
import type { Service } from '../../shared/service.ts';
import { useFreshHandovers } from '../handover/use-handovers.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { recordsOfMove } from './move-records.ts';

const NONE: readonly Service[] = [];

export function MoveRecord({ move }: { move: Move }) {
  const { t } = useTranslation('moves');
  const number = useNumber();
  const formats = useFormats();
  const now = useNow();
  const services = useStore((state) => state.services) ?? NONE;
  const records = recordsOfMove(move, useFreshHandovers() ?? [], services);
  const [first, second] = records;
  if (first === undefined) return null;
  const open = (group: string) => go({ screen: 'handovers', key: `record/${group}` });
  const icon = <FileText aria-hidden="true" />;
  if (second === undefined)
    return (
      <Button icon={icon} onClick={() => open(first.group)}>
        {t('record.open')}
      </Button>
    );
  return (
    <Menu
      trigger={<Button icon={icon}>{t('record.open')}</Button>}
      items={records.map(({ group, at, rows }) => ({
        label: formats.short(Date.parse(at), now),
        note: t('record.of', { count: rows.length, shown: number(rows.length) }),
        onSelect: () => open(group),
      }))}
    />
  );
}
