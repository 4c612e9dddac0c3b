/** Accept and Refuse for a request whose code is at hand: in a line of any list, with the ten seconds. Nothing where no code is. */
import { useCallback, useMemo } from 'react';
import type { FoundCode } from '../../shared/found-code.ts';
import type { ContactRequest, Decision } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { cancels, sidesOf } from '../../shared/turn.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { useTranslation } from '../words/translation.ts';
import { decideHere } from './decide-here.ts';
import { TakesOn } from './takes-on.tsx';
import { codeAtHand } from './tray.ts';
import type { Candidate, TrayRow } from './tray-rows.ts';
import './tray.css';
import { useTrayRows } from './use-tray.ts';

export type AtHand = { side: Candidate; code: FoundCode; takesOn: TrayRow['takesOn']; account: string };

/** The code at hand for the one side of mine that waits; `null` for none, and where two sides of mine wait. */
export function useAtHandOf(): (request: ContactRequest) => AtHand | null {
  const rows = useTrayRows();
  const accounts = useAccounts();
  const mineOf = useMineOf();
  return useCallback(
    (request) => {
      if (rows.length === 0) return null;
      const open = sidesOf(request, mineOf(request.api)).filter(
        (side) => side.mine && side.confirms && (side.code === 'needed' || side.code === 'uncertain'),
      );
      const [only] = open;
      const account = accounts.find(
        (one) =>
          one.api === request.api && only !== undefined && sameNichandle(one.nichandle, only.nichandle),
      );
      if (open.length !== 1 || account === undefined) return null;
      const side = { requestKey: request.key, accountId: account.id };
      const code = codeAtHand(rows, side);
      const row = rows.find(({ handle }) => handle === code?.handle);
      if (code === null || row === undefined) return null;
      return { side, code, takesOn: row.takesOn, account: account.nichandle };
    },
    [rows, accounts, mineOf],
  );
}

export function useAtHand(request: ContactRequest): AtHand | null {
  const atHandOf = useAtHandOf();
  return useMemo(() => atHandOf(request), [atHandOf, request]);
}

/** What accepting here takes on; it stands in the line, before the buttons are pressed. */
export function AtHandNote({ atHand: { takesOn, account } }: { atHand: AtHand }) {
  return <TakesOn takesOn={takesOn} name={useCalled()(account)} />;
}

export function DecideAtHand({ request, atHand }: { request: ContactRequest; atHand: AtHand }) {
  const { t } = useTranslation('codes');
  const mineOf = useMineOf();
  const decide = async (decision: Decision) => {
    const failure = await decideHere(atHand.side, atHand.code, decision);
    if (failure !== null) toast(t(`failures:code.${failure.code}`), { tone: 'bad' });
  };
  const service = <span className="visually-hidden"> {request.serviceDomain ?? ''}</span>;
  return (
    <>
      <Button onClick={() => void decide('accept')}>
        {t('accept')}
        {service}
      </Button>
      <Button variant="danger" onClick={() => void decide('refuse')}>
        {t(cancels(request, mineOf(request.api)) ? 'cancelRequest' : 'refuse')}
        {service}
      </Button>
    </>
  );
}
