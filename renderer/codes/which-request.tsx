/** A code that could be for several requests: the person says for which. Only chooses. */

import { showName } from '../../shared/idn.ts';
import { sideKey } from '../../shared/request.ts';
import { useAccountsById } from '../accounts/accounts.ts';
import { useRequestTypeName } from '../services/type-name.ts';
import { useStore } from '../store/store.ts';
import { useTranslation } from '../words/translation.ts';
import { chooseRequest } from './tray.ts';
import type { TrayRow } from './tray-rows.ts';

export function WhichRequest({ row }: { row: TrayRow }) {
  const { t } = useTranslation('codes');
  const requests = useStore((state) => state.requests);
  const accounts = useAccountsById();
  const typeName = useRequestTypeName();
  const { candidates } = row.code;
  return (
    <select
      className="input tray-which"
      aria-label={t('dialog.chooseWhich')}
      value={row.side === null ? '' : sideKey(row.side)}
      onChange={(event) =>
        chooseRequest(
          row.handle,
          candidates.find((candidate) => sideKey(candidate) === event.currentTarget.value) ?? null,
        )
      }
    >
      <option value="">{t('dialog.chooseNone')}</option>
      {candidates.map((candidate) => {
        const request = requests.find(({ key }) => key === candidate.requestKey);
        const words = [
          request?.serviceDomain == null ? '' : showName(request.serviceDomain),
          request === undefined ? '' : typeName(request),
          String(request?.id ?? candidate.requestKey),
          accounts.get(candidate.accountId)?.nichandle ?? '',
        ];
        return (
          <option key={sideKey(candidate)} value={sideKey(candidate)}>
            {words.filter((word) => word !== '').join(' · ')}
          </option>
        );
      })}
    </select>
  );
}
