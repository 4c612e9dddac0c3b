/** Beside a request that waits for somebody else: a message to them, and when they were last written to. Sends nothing itself. */
import { Send } from 'lucide-react';
import { firstNameOf } from '../../shared/people.ts';
import { useRemind } from '../handover/remind.ts';
import { useName } from '../people/names.ts';
import { Button } from '../ui/button.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { useReminded } from './reminders.ts';
import type { RequestRow } from './requests-view.ts';

/** Nothing where it is not certain whom it waits for. */
export function RemindOf({ row }: { row: RequestRow }) {
  const [who] = row.turn.whose === 'theirs' && row.turn.certain && !row.overdue ? row.turn.sides : [];
  return who === undefined ? null : <Remind row={row} nichandle={who} />;
}

function Remind({ row, nichandle }: { row: RequestRow; nichandle: string }) {
  const { t } = useTranslation('handovers');
  const name = useName(nichandle);
  const remind = useRemind();
  const who = name === null ? nichandle : firstNameOf(name);
  return (
    <div className="request-remind">
      <Button icon={<Send aria-hidden="true" />} onClick={() => remind(nichandle, who, [row.request])}>
        {t('remind', { who })}
      </Button>
      <RemindedAt nichandle={nichandle} requestKeys={[row.request.key]} />
    </div>
  );
}

/** "Reminded 3 d ago"; nothing where nobody wrote. */
export function RemindedAt({
  nichandle,
  requestKeys,
}: {
  nichandle: string;
  requestKeys: readonly string[];
}) {
  const { t } = useTranslation('handovers');
  const at = useReminded(nichandle, requestKeys);
  return at === null ? null : (
    <span className="reminded">
      {t('reminded')} <When at={at} />
    </span>
  );
}
