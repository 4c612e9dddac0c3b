/** Stands where a side's code field would, once that side has decided: when, from here or elsewhere, and the way back. */
import { CircleCheck } from 'lucide-react';
import type { Account } from '../../shared/account.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { Side } from '../../shared/turn.ts';
import { Sentence } from '../people/sentence.tsx';
import { useNow } from '../store/now.ts';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { ElsewhereWord } from './elsewhere-word.tsx';
import type { RequestRow } from './requests-view.ts';

type DecidedSideProps = { row: RequestRow; side: Side; account: Account };

export function DecidedSide({ row, side, account }: DecidedSideProps) {
  const { t } = useTranslation('codes');
  const formats = useFormats();
  const now = useNow();
  const confirmation = row.request.confirmations.findLast((each) =>
    sameNichandle(each.nichandle, side.nichandle),
  );
  const when = confirmation === undefined ? '' : formats.short(Date.parse(confirmation.at), now);
  const key =
    side.code === 'refused'
      ? 'refusedBy'
      : side.code === 'elsewhere'
        ? confirmation?.elsewhere === 'person'
          ? 'elsewhereBy.person'
          : 'elsewhereBy.service'
        : 'confirmedBy';
  return (
    <div className="code-done" role="status" title={t('field')}>
      <CircleCheck aria-hidden="true" />
      <div className="code-done-words">
        <p>
          <Sentence
            of={`codes:${key}`}
            handles={{ nichandle: side.nichandle }}
            values={{ when }}
            mine={row.mine}
          />
        </p>
        {side.code === 'elsewhere' ? (
          <ElsewhereWord requestKey={row.request.key} accountId={account.id} confirmed={false} />
        ) : null}
      </div>
    </div>
  );
}
